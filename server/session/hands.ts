/** Raised hands: who asks to drive, in the order of asking. SPEC.md, [ROT-12]. */
import type { CommandOf } from "#protocol/session/commands.ts";
import { put } from "./change.ts";
import { type Asked, type Decision, done, type Handlers, refused, unchanged } from "./decision.ts";
import { mayDrive, shownPerson } from "./people.ts";
import { participantOf, rotationOf, type State } from "./state.ts";
import { withoutHand } from "./turns.ts";

export const handHandlers: Handlers<"rotation.raiseHand" | "rotation.lowerHand"> = {
  "rotation.raiseHand": raise,
  "rotation.lowerHand": lower,
};

function raise(state: State, command: CommandOf<"rotation.raiseHand">, asked: Asked): Decision {
  const participant = command.participant ?? asked.participant;
  const rotation = rotationOf(state);
  if (participantOf(state, participant) === undefined) return refused("not-found");
  if (!mayDrive(state, participant) || rotation.driver === participant) return refused("not-possible");
  if (rotation.hands.includes(participant)) return unchanged;
  if (rotation.hands.length >= asked.limits.hands) return refused("too-many");
  return done(
    ...shownPerson(state, participant),
    put("rotation", "rotation", { ...rotation, hands: [...rotation.hands, participant] }),
  );
}

function lower(state: State, command: CommandOf<"rotation.lowerHand">, asked: Asked): Decision {
  const rotation = rotationOf(state);
  const lowered = withoutHand(rotation, command.participant ?? asked.participant);
  return lowered === rotation ? unchanged : done(put("rotation", "rotation", lowered));
}
