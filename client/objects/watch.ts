/**
 * Watches over one attempt at a transfer: ends it when nothing has moved for long, counts its bytes, and tells what
 * the connection did wrong from what reading or writing a file here did.
 */
import { unreachable } from "../relayRequest.ts";

const idleMilliseconds = 20_000;

export interface Watch extends Disposable {
  /** Aborted with the transfer, and when nothing moves any more. */
  readonly signal: AbortSignal;
  /** What fails on the way is a relay that cannot be reached, unless somebody cancelled or a file failed here. */
  guard<Result>(step: () => Promise<Result>): Promise<Result>;
  outgoing(content: AsyncIterable<Uint8Array>, onBytes?: (bytes: number) => void): AsyncIterable<Uint8Array>;
  incoming(content: AsyncIterable<Uint8Array>, onBytes?: (bytes: number) => void): AsyncIterable<Uint8Array>;
}

export function createWatch(relay: string, outer: AbortSignal): Watch {
  const idle = new AbortController();
  const signal = AbortSignal.any([outer, idle.signal]);
  let failedHere: { readonly error: unknown } | null = null;
  let timer = setTimeout(() => idle.abort(), idleMilliseconds);

  function alive(): void {
    clearTimeout(timer);
    timer = setTimeout(() => idle.abort(), idleMilliseconds);
  }

  function errorOf(cause: unknown): unknown {
    if (outer.aborted) return outer.reason;
    return failedHere === null ? unreachable(relay, cause) : failedHere.error;
  }

  async function guard<Result>(step: () => Promise<Result>): Promise<Result> {
    try {
      return await step();
    } catch (error) {
      throw errorOf(error);
    }
  }

  async function* counted(
    content: AsyncIterable<Uint8Array>,
    onBytes?: (bytes: number) => void,
  ): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of content) {
      alive();
      bytes += chunk.byteLength;
      onBytes?.(bytes);
      yield chunk;
    }
  }

  return {
    signal,
    guard,
    async *outgoing(content, onBytes) {
      try {
        yield* counted(content, onBytes);
      } catch (error) {
        failedHere = { error };
        throw error;
      }
    },
    async *incoming(content, onBytes) {
      const chunks = counted(content, onBytes)[Symbol.asyncIterator]();
      for (let next = await guard(() => chunks.next()); next.done !== true; ) {
        yield next.value;
        next = await guard(() => chunks.next());
      }
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      idle.abort();
    },
  };
}
