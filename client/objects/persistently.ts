/** Tries again what a broken connection or a busy relay ended, a few times and with growing pauses. */
import type { ObjectRefusal } from "#protocol/session/objects.ts";
import { jitteredWait } from "../backoff.ts";
import { RelayUnreachableError } from "../relayRequest.ts";
import { ObjectRefusedError } from "./objectRefusedError.ts";

/** About ten seconds in all: long enough for a relay that is started again. */
export const defaultAttempts = 7;

/** Refusals that pass by themselves. */
const passing: ReadonlySet<ObjectRefusal> = new Set(["too-fast", "unavailable"]);

export async function persistently<Result>(
  { signal, attempts }: { readonly signal: AbortSignal; readonly attempts: number },
  attempt: () => Promise<Result>,
): Promise<Result> {
  for (let failed = 0; ; ) {
    try {
      signal.throwIfAborted();
      return await attempt();
    } catch (error) {
      failed += 1;
      if (!mayPass(error) || failed === attempts) throw error;
    }
    await pause(jitteredWait(failed, Math.random), signal);
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof ObjectRefusedError) return passing.has(error.reason);
  return error instanceof RelayUnreachableError;
}

/** Ends early when the signal does; whoever goes on then looks at it first. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(over, milliseconds);
    signal.addEventListener("abort", over, { once: true });
    function over(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", over);
      resolve();
    }
  });
}
