/**
 * What everything that may take long has in common: it tells how far it is, and it can be stopped. Between two
 * pieces of its work it lets others have their turn, or nobody could stop it.
 */
import { setImmediate as turn } from "node:timers/promises";

export interface ProgressOptions {
  /** Told after each piece of work: so many are done, of so many. */
  onProgress?: (done: number, total: number) => void;
  /** Stops the work: the promise is rejected with the signal's reason. */
  signal?: AbortSignal;
}

/** For `requireKnown`. */
export const progressOptions = ["onProgress", "signal"] as const;

/** @throws {TypeError} for what cannot be told, or cannot stop anything */
export function requireProgress({ onProgress, signal }: ProgressOptions): void {
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw new TypeError("onProgress must be a function, such as (done, total) => console.log(done, total)");
  }
  if (signal !== undefined && typeof signal.throwIfAborted !== "function") {
    throw new TypeError("signal must be the signal of an AbortController: { signal: controller.signal }");
  }
}

/**
 * The results of `work` for each of `items`, one after the other; other tasks get their turn in between.
 * @throws the signal's reason, once it is aborted; {TypeError} when one of the options is not what it says
 */
export async function oneByOne<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Result | Promise<Result>,
  options: ProgressOptions,
): Promise<Result[]> {
  requireProgress(options);
  const { onProgress, signal } = options;
  signal?.throwIfAborted();
  const results: Result[] = [];
  for (const [index, item] of items.entries()) {
    results.push(await work(item, index));
    onProgress?.(index + 1, items.length);
    await turn();
    signal?.throwIfAborted();
  }
  return results;
}
