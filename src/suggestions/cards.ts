/** The cards of the Suggestions view, from what a participant sees of the session. Pure; the page sorts them. */
import type { ClientState } from "#client/createClient.ts";
import type { Anchor, SessionView, Suggestion } from "#protocol/session/state.ts";
import type { Card, CardAnchor, CardComment, Effect } from "#protocol/suggestionsPanel.ts";
import { nameOf } from "../session/names.ts";
import { effectsOf } from "./effects.ts";
import { isOwn, possibleActions } from "./possible.ts";

/** How the anchor of a suggestion stands in the files of this window. */
export type AnchorLook = (anchor: Anchor) => CardAnchor;

interface Context {
  readonly client: ClientState;
  readonly view: SessionView;
  readonly comments: ReadonlyMap<string, readonly CardComment[]>;
  readonly effects: ReadonlyMap<string, Effect>;
  /** Suggestions and comments that the relay has not answered about. */
  readonly pending: ReadonlySet<string>;
  readonly anchorOf: AnchorLook;
}

function pendingOf({ pending }: ClientState): ReadonlySet<string> {
  return new Set(
    pending.flatMap(({ id, command }) => ("suggestion" in command ? [id, command.suggestion] : [id])),
  );
}

/** Oldest first; of one moment in the order in which the relay took them. */
function commentsOf(
  client: ClientState,
  view: SessionView,
  pending: ReadonlySet<string>,
): Map<string, CardComment[]> {
  const threads = new Map<string, CardComment[]>();
  for (const [id, { suggestion, author, text, at }] of Object.entries(view.comments)) {
    const thread = threads.get(suggestion) ?? [];
    thread.push({ id, author: nameOf(client, author), text, at, pending: pending.has(id) });
    threads.set(suggestion, thread);
  }
  for (const thread of threads.values()) {
    thread.sort((one, other) => one.at - other.at || orderOf(one.id) - orderOf(other.id));
  }
  return threads;
}

/** The number in an id of the relay's; what has none yet comes last. */
function orderOf(id: string): number {
  return /^[a-z][1-9]\d{0,8}$/.test(id) ? Number(id.slice(1)) : Number.MAX_SAFE_INTEGER;
}

function outcomeOf(
  { suggestions }: SessionView,
  { status, reason, mergedInto }: Suggestion,
): Pick<Card, "reason" | "mergedInto"> {
  return {
    reason: status === "declined" ? (reason ?? null) : null,
    mergedInto: mergedInto === undefined ? null : (suggestions[mergedInto]?.text ?? null),
  };
}

function cardOf(context: Context, id: string, suggestion: Suggestion): Card {
  const { client, view, comments, effects, pending, anchorOf } = context;
  const { text, kind, status, author, at, anchor } = suggestion;
  return {
    id,
    text,
    kind,
    status,
    revision: suggestion.revision ?? 0,
    author: author === undefined ? null : nameOf(client, author),
    mine: isOwn(client, id, suggestion),
    at,
    votes: view.votes[id] ?? 0,
    voted: client.votes.has(id),
    pinned: suggestion.pinned === true,
    pending: pending.has(id),
    ...outcomeOf(view, suggestion),
    anchor: anchor === undefined ? null : anchorOf(anchor),
    override: suggestion.override ?? null,
    effect: effects.get(id) ?? null,
    comments: [...(comments.get(id) ?? [])],
    may: possibleActions(client, id, suggestion),
  };
}

/** None until the session has arrived. */
export function cardsOf(client: ClientState, anchorOf: AnchorLook): Card[] {
  const { view } = client;
  if (view === null) return [];
  const pending = pendingOf(client);
  const context: Context = {
    client,
    view,
    comments: commentsOf(client, view, pending),
    effects: effectsOf(view.runs),
    pending,
    anchorOf,
  };
  return Object.entries(view.suggestions).map(([id, suggestion]) => cardOf(context, id, suggestion));
}
