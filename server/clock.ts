/** The process's own clock and timers. Nothing else in the relay reads the time. */
import type { Clock } from "./options.ts";

export const systemClock: Clock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Calls back again and again; gives what ends it. */
export function every(clock: Clock, milliseconds: number, callback: () => void): () => void {
  let cancel = clock.after(milliseconds, again);
  function again(): void {
    cancel = clock.after(milliseconds, again);
    callback();
  }
  return () => cancel();
}
