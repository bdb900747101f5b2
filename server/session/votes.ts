/** Votes: one a participant and suggestion. Who voted is known here and told to nobody. SPEC.md, [VOTE-*], [SUG-4]. */
import type { CommandOf } from "#protocol/session/commands.ts";
import type { SuggestionStatus } from "#protocol/session/state.ts";
import { put, takeAway } from "./change.ts";
import { type Asked, type Decision, done, type Handlers, refused, unchanged } from "./decision.ts";
import { indexed, type State, voteId } from "./state.ts";
import { archived } from "./suggestions.ts";

export const voteHandlers: Handlers<"suggestion.vote" | "suggestion.unvote" | "suggestion.merge"> = {
  "suggestion.vote": (state, { suggestion }, asked) => setVote(state, suggestion, true, asked),
  "suggestion.unvote": (state, { suggestion }, asked) => setVote(state, suggestion, false, asked),
  "suggestion.merge": merge,
};

/** [VOTE-4]: what is settled keeps the votes that it had. */
const settledStatuses: ReadonlySet<SuggestionStatus> = new Set(["declined", "done", "archived"]);

function setVote({ tables }: State, suggestion: string, voted: boolean, { participant }: Asked): Decision {
  const row = tables.suggestions.get(suggestion);
  if (row === undefined) return refused("not-found");
  const id = voteId(suggestion, participant);
  if (tables.votes.has(id) === voted) return unchanged;
  if (settledStatuses.has(row.status)) return refused("not-possible");
  return done(voted ? put("votes", id, true) : takeAway("votes", id));
}

function merge(state: State, { suggestion, into }: CommandOf<"suggestion.merge">): Decision {
  const row = state.tables.suggestions.get(suggestion);
  const target = state.tables.suggestions.get(into);
  if (row === undefined || target === undefined) return refused("not-found");
  if (row.mergedInto === into) return unchanged;
  const gone = row.status === "archived" || target.status === "archived";
  if (suggestion === into || gone) return refused("not-possible");
  const voters = [...indexed(state.indexes.votersOf, suggestion)];
  return done(
    put("suggestions", suggestion, { ...archived(row), mergedInto: into }),
    ...voters.map((voter) => takeAway("votes", voteId(suggestion, voter))),
    ...voters.map((voter) => put("votes", voteId(into, voter), true)),
  );
}
