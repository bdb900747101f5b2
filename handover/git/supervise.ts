/** Watches over one command: ends it, with all that it started, when it is cancelled or takes too long. */
import { AsyncLocalStorage } from "node:async_hooks";
import { ChildProcess } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";
import { endTree } from "./endTree.ts";

export interface Watch {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that the command may take. */
  readonly limit?: number | undefined;
  /** Milliseconds that it may say nothing. */
  readonly silence?: number | undefined;
}

export type Ending = "finished" | "cancelled" | "timed-out";

const watcher = new AsyncLocalStorage<(child: ChildProcess) => void>();

// simple-git keeps its children to itself; Node tells of each that is started, and in whose name.
subscribe("child_process", (message) => {
  if (typeof message !== "object" || message === null || !("process" in message)) return;
  if (message.process instanceof ChildProcess) watcher.getStore()?.(message.process);
});

class Supervision {
  ending: Ending = "finished";
  #pid: number | null = null;
  #ended: Promise<void> | null = null;
  #timers: { limit?: NodeJS.Timeout; silence?: NodeJS.Timeout } = {};
  readonly #watch: Watch;
  readonly #cancel = (): void => this.#end("cancelled");

  constructor(watch: Watch) {
    this.#watch = watch;
    watch.signal?.addEventListener("abort", this.#cancel);
    if (watch.limit !== undefined) {
      this.#timers.limit = setTimeout(() => this.#end("timed-out"), watch.limit);
    }
  }

  /** Called before the child has its id. */
  follow(child: ChildProcess): void {
    child.once("spawn", () => {
      this.#pid = child.pid ?? null;
      this.#heard();
      child.stdout?.on("data", () => this.#heard());
      child.stderr?.on("data", () => this.#heard());
      if (this.ending !== "finished") this.#endTree();
    });
  }

  async close(): Promise<void> {
    this.#watch.signal?.removeEventListener("abort", this.#cancel);
    clearTimeout(this.#timers.limit);
    clearTimeout(this.#timers.silence);
    await this.#ended;
  }

  #heard(): void {
    clearTimeout(this.#timers.silence);
    const { silence } = this.#watch;
    if (silence !== undefined) this.#timers.silence = setTimeout(() => this.#end("timed-out"), silence);
  }

  #end(ending: Ending): void {
    if (this.ending !== "finished") return;
    this.ending = ending;
    this.#endTree();
  }

  #endTree(): void {
    if (this.#pid !== null) this.#ended ??= endTree(this.#pid);
  }
}

/** Runs `start`, which starts one process, and says how that came to its end. */
export async function supervised<T>(
  watch: Watch,
  start: () => Promise<T>,
): Promise<{ result: T; ending: Ending }> {
  watch.signal?.throwIfAborted();
  const supervision = new Supervision(watch);
  try {
    const result = await watcher.run((child) => supervision.follow(child), start);
    return { result, ending: supervision.ending };
  } finally {
    await supervision.close();
  }
}
