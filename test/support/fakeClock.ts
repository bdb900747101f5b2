/** A clock that a test turns: nothing happens by itself, and an hour passes at once. */
import type { Clock } from "#server/index.ts";

export interface FakeClock extends Clock {
  /** Calls back whatever comes due on the way, in its order. */
  advance(milliseconds: number): void;
  /** The wall clock alone jumps, as when somebody sets it. */
  jump(milliseconds: number): void;
}

export function fakeClock(): FakeClock {
  let now = 1_000;
  let offset = 1_700_000_000_000;
  let timers: { readonly due: number; readonly callback: () => void }[] = [];

  function next(until: number): (typeof timers)[number] | undefined {
    return timers.filter(({ due }) => due <= until).toSorted((one, other) => one.due - other.due)[0];
  }

  return {
    monotonic: () => now,
    wall: () => offset + now,
    after(milliseconds, callback) {
      const timer = { due: now + milliseconds, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(milliseconds) {
      const until = now + milliseconds;
      for (let timer = next(until); timer !== undefined; timer = next(until)) {
        const { due, callback } = timer;
        timers = timers.filter((other) => other !== timer);
        now = Math.max(now, due);
        callback();
      }
      now = until;
    },
    jump(milliseconds) {
      offset += milliseconds;
    },
  };
}
