/**
 * How long a client waits before it tries again. The stock provider waits 200, 400, 800, ... ms with no jitter: after
 * a relay's restart a whole room would knock at the same instant. Its cap is a public option, read just after it says
 * that a connection closed; drawn anew each time, the cap becomes the jittered wait itself.
 */

/** Milliseconds; an hour's outage ends at most this long after the relay is back. */
export const longestWait = 30_000;

/** The provider's own first wait, doubled for every attempt that failed. */
const firstWait = 100;

/**
 * Milliseconds until the next attempt: between half of the exponential wait and all of it. `failed` counts the
 * attempts that ended without a sync, the one that just closed included; `random` gives numbers from 0 to 1.
 */
export function jitteredWait(failed: number, random: () => number): number {
  const wait = Math.min(longestWait, firstWait * 2 ** Math.min(failed, 20));
  return Math.round(wait * (0.5 + random() / 2));
}
