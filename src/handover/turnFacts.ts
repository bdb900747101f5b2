/** What the session knows of a turn that goes into its commit: the suggestions worked on, and who took part. */
import type { ClientState } from "#client/createClient.ts";
import type { CoAuthor, Suggestion } from "#handover/message.ts";
import { isAway } from "../session/rotation/order.ts";

export interface TurnFacts {
  /** Null outside a session. */
  readonly turn: number | null;
  readonly suggestions: readonly Suggestion[];
  readonly coAuthors: readonly CoAuthor[];
}

/**
 * @param started suggestions that were in progress at any time of the turn
 * @param turn the one that is handed over: by then the session may be at the next
 */
export function turnFacts(
  client: ClientState | null,
  started: Iterable<string>,
  turn: number | null,
): TurnFacts {
  if (client === null || client.view === null) return { turn, suggestions: [], coAuthors: [] };
  const { suggestions } = client.view;
  return {
    turn,
    suggestions: [...started].flatMap((id) => {
      const text = suggestions[id]?.text;
      return text === undefined ? [] : [{ id, title: text }];
    }),
    coAuthors: coAuthorsOf(client),
  };
}

/** Who is there, may drive, and agreed to be named with an address. */
function coAuthorsOf(client: ClientState): CoAuthor[] {
  return Object.entries(client.view?.people ?? {}).flatMap(([id, { name, role, named, email }]) => {
    const isOther = id !== client.me.participant && role !== "observer";
    return named && email !== undefined && isOther && !isAway(client, id) ? [{ name, email }] : [];
  });
}
