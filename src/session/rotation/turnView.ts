/** What this screen says of the turn: who drives and how long still. Drawn in the Session view and the status bar. */
import type { ClientState } from "#client/createClient.ts";
import { remainingAt } from "#client/turnClock.ts";
import type { Rotation } from "#protocol/session/state.ts";
import { nameOf } from "../names.ts";
import { isAway } from "./order.ts";

/** `left`: milliseconds; null until the relay has told them. */
export type TurnView =
  | { readonly type: "idle" | "waiting" | "breakOver" }
  | { readonly type: "break"; readonly left: number | null }
  | {
      readonly type: "driving";
      readonly participant: string;
      readonly name: string;
      readonly mine: boolean;
      readonly away: boolean;
      readonly state: "running" | "paused" | "over";
      readonly left: number | null;
    };

export function clockRuns({ phase }: Pick<Rotation, "phase">): boolean {
  return phase === "running" || phase === "break";
}

/** The clock and the document come on different ways: a time that belongs to another phase is not shown. */
export function timeLeft({ clock, view }: Pick<ClientState, "clock" | "view">, now: number): number | null {
  const rotation = view?.rotation;
  if (clock === null || clock.turn !== rotation?.turn || clock.phase !== rotation.phase) return null;
  return remainingAt(clock, now);
}

/** Null until the session's state has arrived. `now`: monotonic milliseconds. */
export function turnView(client: ClientState, now: number): TurnView | null {
  if (client.view === null) return null;
  const { phase, driver } = client.view.rotation;
  if (phase === "idle" || phase === "waiting") return { type: phase };
  const left = timeLeft(client, now);
  if (phase === "break") return { type: "break", left };
  if (driver === null) return { type: "breakOver" };
  return {
    type: "driving",
    participant: driver,
    name: nameOf(client, driver),
    mine: driver === client.me.participant,
    away: isAway(client, driver),
    state: phase,
    left,
  };
}
