/** How far the code is on its way from driver to driver. SPEC.md, [HAND-*]. */
import type { CommandOf } from "#protocol/session/commands.ts";
import { put } from "./change.ts";
import { type Asked, type Decision, done, type Handlers } from "./decision.ts";
import { shownPerson } from "./people.ts";
import { rotationOf, type State } from "./state.ts";

export const handoverHandlers: Handlers<"handover.show"> = { "handover.show": show };

function show(
  state: State,
  { base, standing }: CommandOf<"handover.show">,
  { participant, wall }: Asked,
): Decision {
  const { turn } = rotationOf(state);
  const handover = { base, standing, by: participant, at: wall, turn };
  return done(put("handover", "handover", handover), ...shownPerson(state, participant));
}

/**
 * The driver, who drove before, and whose handover is the one that is shown. Where nobody takes turns, the code goes
 * from hand to hand all the same. [HAND-2]
 */
export function passesCode(state: State, participant: string): boolean {
  const { phase, history } = rotationOf(state);
  const recent = history.slice(-2).some(({ driver }) => driver === participant);
  return phase === "idle" || recent || state.tables.handover.get("handover")?.by === participant;
}
