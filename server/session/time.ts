/** What the relay decides by itself, by the clock and by who comes. SPEC.md, [TIME-*] and [ROT-5]. */
import type { Change } from "./change.ts";
import type { Circumstances } from "./decision.ts";
import { putRotation } from "./rotation.ts";
import { rotationOf, type State, sessionOf } from "./state.ts";
import { endTurn, remaining, settled } from "./turns.ts";

/** Milliseconds until the clock has something to decide; null while it stands. */
export function untilDue(state: State, { now, limits }: Circumstances): number | null {
  const rotation = rotationOf(state);
  const left = remaining(rotation, now);
  if (left === null || rotation.clock?.since === null || sessionOf(state).state === "ended") return null;
  return rotation.warned ? left : Math.max(0, left - limits.warningMilliseconds);
}

/** The end of the time, and the warning before. */
export function decideTime(state: State, circumstances: Circumstances): readonly Change[] {
  if (untilDue(state, circumstances) !== 0) return [];
  const rotation = rotationOf(state);
  if (remaining(rotation, circumstances.now) !== 0) return [putRotation({ ...rotation, warned: true })];
  if (rotation.autoRotate) return [putRotation(endTurn(rotation, true, circumstances))];
  return [putRotation({ ...rotation, phase: "over", clock: { left: 0, since: null }, warned: true })];
}

/** Somebody is here who was not. */
export function decideArrival(state: State, circumstances: Circumstances): readonly Change[] {
  const rotation = rotationOf(state);
  const next = settled(rotation, circumstances);
  return next === rotation ? [] : [putRotation(next)];
}

/** A clock that runs, with what is left of it now: what a restart goes on with. [TIME-4] */
export function recordTime(state: State, { now }: Pick<Circumstances, "now">): readonly Change[] {
  const rotation = rotationOf(state);
  const left = remaining(rotation, now);
  if (left === null || rotation.clock?.since === null) return [];
  return [putRotation({ ...rotation, clock: { left, since: now } })];
}

/** Monotonic instants of another process mean nothing here: what runs goes on from now. [TIME-4] */
export function resumeTime(state: State, { now }: Pick<Circumstances, "now">): readonly Change[] {
  const rotation = rotationOf(state);
  const { clock } = rotation;
  if (clock === null || clock.since === null) return [];
  return [putRotation({ ...rotation, clock: { ...clock, since: now } })];
}
