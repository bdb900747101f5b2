/** Who is in the session and as what. SPEC.md, [PEOPLE-*], [ROT-6]. */
import type { CommandOf, CommandType } from "#protocol/session/commands.ts";
import type { Role } from "#protocol/session/roles.ts";
import { type Change, put } from "./change.ts";
import {
  type Asked,
  type Circumstances,
  type Decision,
  done,
  type Handlers,
  nextId,
  refused,
  unchanged,
} from "./decision.ts";
import { participantOf, type Row, rotationOf, type State } from "./state.ts";
import { newSeat, withoutPerson } from "./turns.ts";

export const peopleHandlers: Handlers<Extract<CommandType, `participant.${string}`>> = {
  "participant.rename": rename,
  "participant.naming": agree,
  "participant.setRole": setRole,
  "participant.remove": remove,
};

/** Puts a participant into the document, where everybody reads the name. [DOC-2] */
export function shownPerson(state: State, id: string): readonly Change[] {
  const person = participantOf(state, id);
  return person === undefined || person.shown ? [] : [put("participants", id, { ...person, shown: true })];
}

/** Whoever has a role that may drive. */
export function mayDrive(state: State, participant: string): boolean {
  const person = participantOf(state, participant);
  return person !== undefined && person.role !== "observer";
}

interface Joiner {
  readonly name: string;
  readonly role: Role;
  readonly tokenHash: string;
  readonly expires: number;
}

/** A new participant with the token whose SHA-256 is given. [ROT-13] */
export function decideJoin(
  state: State,
  { name, role, tokenHash, expires }: Joiner,
  { limits }: Pick<Circumstances, "limits">,
): { participant: string; changes: readonly Change[] } {
  const { id, counted } = nextId(state, "p");
  const rotation = rotationOf(state);
  const sits = rotation.everybody && role !== "observer" && rotation.seats.length < limits.seats;
  const seated = { ...rotation, seats: [...rotation.seats, newSeat(id)] };
  const person = { name, role, shown: sits || role === "facilitator", removed: false };
  return {
    participant: id,
    changes: [
      counted,
      put("participants", id, person),
      put("tokens", tokenHash, { participant: id, expires }),
      ...(sits ? [put("rotation", "rotation", seated)] : []),
    ],
  };
}

function rename(state: State, { name }: CommandOf<"participant.rename">, { participant }: Asked): Decision {
  const person = participantOf(state, participant);
  if (person === undefined) return refused("not-found");
  return person.name === name ? unchanged : done(put("participants", participant, { ...person, name }));
}

/** The address goes with the agreement. [PEOPLE-4] */
function agree(state: State, command: CommandOf<"participant.naming">, { participant }: Asked): Decision {
  const person = participantOf(state, participant);
  if (person === undefined) return refused("not-found");
  const { agreed } = command;
  const { named = false, email: before, ...rest } = person;
  const email = agreed ? command.email : undefined;
  if (named === agreed && before === email) return unchanged;
  const naming = agreed ? { shown: true, named: agreed, ...(email !== undefined && { email }) } : {};
  return done(put("participants", participant, { ...rest, ...naming }));
}

function setRole(state: State, command: CommandOf<"participant.setRole">, asked: Asked): Decision {
  const { participant, role } = command;
  const person = participantOf(state, participant);
  if (person === undefined) return refused("not-found");
  if (person.role === role) return unchanged;
  if (isLastFacilitator(state, person)) return refused("not-possible");
  const shown = person.shown || role === "facilitator";
  const changed = put("participants", participant, { ...person, role, shown });
  return done(changed, ...(role === "observer" ? unseated(state, participant, asked) : []));
}

function remove(state: State, { participant }: CommandOf<"participant.remove">, asked: Asked): Decision {
  const person = participantOf(state, participant);
  if (person === undefined) return refused("not-found");
  if (isLastFacilitator(state, person)) return refused("not-possible");
  return done(
    put("participants", participant, { ...person, removed: true }),
    ...unseated(state, participant, asked),
  );
}

/** Somebody can always lead the session. [PEOPLE-2] */
function isLastFacilitator({ tables }: State, { role }: Row<"participants">): boolean {
  if (role !== "facilitator") return false;
  const facilitators = [...tables.participants.values()].filter(
    (row) => row.role === "facilitator" && !row.removed,
  );
  return facilitators.length === 1;
}

function unseated(state: State, participant: string, asked: Asked): readonly Change[] {
  const rotation = rotationOf(state);
  const next = withoutPerson(rotation, participant, asked);
  return next === rotation ? [] : [put("rotation", "rotation", next)];
}
