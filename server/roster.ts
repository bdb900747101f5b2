/** The roster: who is in the session and who of them is away, as notices; whole, and what changed. [DOC-2] */
import type { Notice, RosterEntry } from "#protocol/session/wire.ts";
import { participantOf, rotationOf, type State } from "./session/state.ts";

export interface Roster {
  readonly here: number;
  readonly away: number;
  /** By participant. */
  readonly people: ReadonlyMap<string, RosterEntry>;
}

export const emptyRoster: Roster = { here: 0, away: 0, people: new Map() };

/** Whoever has a seat or leads comes first, then who is here, then the others; `most` are named. */
export function rosterOf(state: State, isHere: (participant: string) => boolean, most: number): Roster {
  const { participants } = state.tables;
  const members = [...participants].filter(([, { removed }]) => !removed);
  const here = members.filter(([id]) => isHere(id)).map(([id]) => id);
  const named = new Set<string>();
  for (const ids of [seated(state), leading(state), here, members.map(([id]) => id)])
    for (const id of ids) if (named.size < most) named.add(id);
  const people = new Map<string, RosterEntry>();
  for (const id of named) {
    const person = participantOf(state, id);
    if (person !== undefined) people.set(id, { id, name: person.name, role: person.role, away: !isHere(id) });
  }
  return { here: here.length, away: members.length - here.length, people };
}

function seated(state: State): readonly string[] {
  return rotationOf(state).seats.flatMap((seat) => (seat.type === "person" ? [seat.participant] : []));
}

function leading({ tables }: State): readonly string[] {
  const people = [...tables.participants];
  return people.filter(([, { role, removed }]) => role === "facilitator" && !removed).map(([id]) => id);
}

export function wholeRoster({ here, away, people }: Roster): Notice {
  return { type: "roster", whole: true, here, away, people: [...people.values()], gone: [] };
}

/** Null where nothing changed. */
export function rosterDifference(from: Roster, to: Roster): Notice | null {
  const people = [...to.people.values()].filter((entry) => !isSame(entry, from.people.get(entry.id)));
  const gone = [...from.people.keys()].filter((id) => !to.people.has(id));
  if (people.length + gone.length === 0 && from.here === to.here && from.away === to.away) return null;
  return { type: "roster", whole: false, here: to.here, away: to.away, people, gone };
}

function isSame(one: RosterEntry, other: RosterEntry | undefined): boolean {
  return one.name === other?.name && one.role === other.role && one.away === other.away;
}
