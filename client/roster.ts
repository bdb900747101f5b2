/** Who is there, as the relay tells it: whole when a connection begins, then only the people who changed. */
import type { Notice, RosterEntry } from "#protocol/session/wire.ts";

export interface Roster {
  /** How many are connected, and how many are not. */
  readonly here: number;
  readonly away: number;
  /** Not everybody in a large session. */
  readonly people: ReadonlyMap<string, RosterEntry>;
}

export const emptyRoster: Roster = { here: 0, away: 0, people: new Map() };

export function withRoster(roster: Roster, notice: Extract<Notice, { type: "roster" }>): Roster {
  const people = new Map(notice.whole ? [] : roster.people);
  for (const id of notice.gone) people.delete(id);
  for (const person of notice.people) people.set(person.id, person);
  return { here: notice.here, away: notice.away, people };
}
