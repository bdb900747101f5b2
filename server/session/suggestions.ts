/** The board's commands: text, status, comments. SPEC.md, [SUG-*]. */
import type { CommandOf, CommandType } from "#protocol/session/commands.ts";
import type { SuggestionStatus } from "#protocol/session/state.ts";
import { put, takeAway } from "./change.ts";
import {
  type Asked,
  type Decision,
  done,
  doneMaking,
  type Handlers,
  nextId,
  refused,
  unchanged,
} from "./decision.ts";
import { shownPerson } from "./people.ts";
import { indexed, type Row, type State, sessionOf, voteId } from "./state.ts";

type VoteCommand = "suggestion.vote" | "suggestion.unvote" | "suggestion.merge";
type SuggestionCommand = Exclude<Extract<CommandType, `suggestion.${string}`>, VoteCommand>;
type SuggestionRow = Row<"suggestions">;

export const suggestionHandlers: Handlers<SuggestionCommand> = {
  "suggestion.post": post,
  "suggestion.edit": about(edit),
  "suggestion.withdraw": withdraw,
  "suggestion.comment": comment,
  "suggestion.accept": about(move("accepted", ["open"])),
  "suggestion.start": about(move("inProgress", ["open", "accepted"])),
  "suggestion.done": about(move("done", ["inProgress"])),
  "suggestion.decline": about(decline),
  "suggestion.reopen": about(reopen),
  "suggestion.pin": about(pin),
  "suggestion.archive": about(archived),
  "suggestion.restore": about(restore),
};

/** A command that gives a suggestion another row; the same row changes nothing. */
function about<Asks extends { suggestion: string }>(
  rowOf: (row: SuggestionRow, command: Asks) => SuggestionRow | Decision,
): (state: State, command: Asks) => Decision {
  return (state, command) => {
    const row = state.tables.suggestions.get(command.suggestion);
    if (row === undefined) return refused("not-found");
    const next = rowOf(row, command);
    if ("result" in next) return next;
    return next === row ? unchanged : done(put("suggestions", command.suggestion, next));
  };
}

function post(state: State, command: CommandOf<"suggestion.post">, asked: Asked): Decision {
  const { participant, limits, wall } = asked;
  const { text, kind, anchor, override, anonymous = false } = command;
  if (anonymous && !sessionOf(state).anonymous) return refused("anonymous-not-allowed");
  const full = state.tables.suggestions.size >= limits.suggestions;
  if (full || openOf(state, participant) >= limits.openSuggestionsEach) return refused("too-many");
  const { id, counted } = nextId(state, "s");
  const row: SuggestionRow = {
    text,
    kind,
    ...(anonymous ? {} : { author: participant }),
    at: wall,
    status: "open",
    ...(anchor === undefined ? {} : { anchor }),
    ...(override === undefined ? {} : { override }),
    owner: participant,
  };
  const shown = anonymous ? [] : shownPerson(state, participant);
  return doneMaking(id, counted, put("suggestions", id, row), ...shown);
}

function openOf({ tables, indexes }: State, participant: string): number {
  const own = [...indexed(indexes.suggestionsOf, participant)];
  return own.filter((id) => tables.suggestions.get(id)?.status === "open").length;
}

function edit(row: SuggestionRow, command: CommandOf<"suggestion.edit">): SuggestionRow | Decision {
  const { revision = 0 } = row;
  if (row.status !== "open") return refused("not-possible");
  if (command.revision !== revision) return refused("stale");
  return command.text === row.text ? row : { ...row, text: command.text, revision: revision + 1 };
}

function withdraw(state: State, { suggestion }: CommandOf<"suggestion.withdraw">): Decision {
  const row = state.tables.suggestions.get(suggestion);
  if (row === undefined) return refused("not-found");
  if (row.status !== "open") return refused("not-possible");
  const voters = [...indexed(state.indexes.votersOf, suggestion)];
  return done(
    takeAway("suggestions", suggestion),
    ...voters.map((voter) => takeAway("votes", voteId(suggestion, voter))),
    ...[...indexed(state.indexes.commentsOn, suggestion)].map((id) => takeAway("comments", id)),
  );
}

function comment(state: State, command: CommandOf<"suggestion.comment">, asked: Asked): Decision {
  const { participant, limits, wall } = asked;
  const { suggestion, text } = command;
  const row = state.tables.suggestions.get(suggestion);
  if (row === undefined) return refused("not-found");
  if (row.status === "archived") return refused("not-possible");
  const full = state.tables.comments.size >= limits.comments;
  if (full || indexed(state.indexes.commentsOn, suggestion).size >= limits.commentsEach)
    return refused("too-many");
  const { id, counted } = nextId(state, "c");
  const said = put("comments", id, { suggestion, author: participant, text, at: wall });
  return doneMaking(id, counted, said, ...shownPerson(state, participant));
}

function move(
  status: SuggestionStatus,
  from: readonly SuggestionStatus[],
): (row: SuggestionRow) => SuggestionRow | Decision {
  return (row) => {
    if (row.status === status) return row;
    return from.includes(row.status) ? { ...row, status } : refused("not-possible");
  };
}

function decline(row: SuggestionRow, command: CommandOf<"suggestion.decline">): SuggestionRow | Decision {
  const next = move("declined", ["open", "accepted"])(row);
  return next === row || "result" in next ? next : { ...next, reason: command.reason };
}

function reopen(row: SuggestionRow): SuggestionRow | Decision {
  const { reason: _told, ...rest } = row;
  if (row.status === "open") return row;
  return row.status === "archived" ? refused("not-possible") : { ...rest, status: "open" };
}

function pin(row: SuggestionRow, { pinned }: CommandOf<"suggestion.pin">): SuggestionRow {
  const { pinned: was = false, ...rest } = row;
  if (was === pinned) return row;
  return pinned ? { ...rest, pinned } : rest;
}

/** [SUG-5] */
export function archived(row: SuggestionRow): SuggestionRow {
  return row.status === "archived" ? row : { ...row, status: "archived", before: row.status };
}

function restore(row: SuggestionRow): SuggestionRow {
  const { before, mergedInto: _merged, ...rest } = row;
  return before === undefined ? row : { ...rest, status: before };
}
