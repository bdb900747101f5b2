/** The time left of a turn, between two words of the relay about it. No wall clock has a part in it. */
import type { Notice } from "#protocol/session/wire.ts";

export interface TurnClock {
  readonly turn: number;
  readonly phase: Extract<Notice, { type: "clock" }>["phase"];
  /** Milliseconds left when the relay last said so, null where no clock applies; and when that was (monotonic). */
  readonly remaining: number | null;
  readonly toldAt: number;
}

export function toldClock(notice: Extract<Notice, { type: "clock" }>, now: number): TurnClock {
  return { turn: notice.turn, phase: notice.phase, remaining: notice.remaining, toldAt: now };
}

/** Milliseconds left at `now`, on the same clock; null where no clock applies. A paused clock stands. */
export function remainingAt({ phase, remaining, toldAt }: TurnClock, now: number): number | null {
  if (remaining === null || (phase !== "running" && phase !== "break")) return remaining;
  return Math.max(0, remaining - (now - toldAt));
}
