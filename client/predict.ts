/**
 * What a view shows of a command before the relay has answered. Simple things alone: where several people's wishes
 * meet (turns and seats), a guess would jump; there a view marks what is pending. The relay decides, whatever is here.
 */
import type { CommandMessage, CommandOf } from "#protocol/session/commands.ts";
import type { SessionView, Suggestion } from "#protocol/session/state.ts";

/** What one participant sees: the shared state, and which votes are their own. */
export interface PersonalView {
  readonly view: SessionView;
  readonly votes: ReadonlySet<string>;
}

export interface Predictor {
  readonly participant: string;
  /** Milliseconds since 1970: when what is new was made. */
  readonly now: number;
}

function withSuggestion(
  personal: PersonalView,
  id: string,
  change: (suggestion: Suggestion) => Suggestion,
): PersonalView {
  const { view } = personal;
  const suggestion = view.suggestions[id];
  if (suggestion === undefined) return personal;
  return {
    ...personal,
    view: { ...view, suggestions: { ...view.suggestions, [id]: change(suggestion) } },
  };
}

function withStatus(personal: PersonalView, id: string, status: Suggestion["status"]): PersonalView {
  return withSuggestion(personal, id, (suggestion) => ({ ...suggestion, status }));
}

export function withMember(members: ReadonlySet<string>, id: string, isMember: boolean): ReadonlySet<string> {
  const changed = new Set(members);
  if (isMember) changed.add(id);
  else changed.delete(id);
  return changed;
}

function withVote(personal: PersonalView, id: string, voted: boolean): PersonalView {
  const { view, votes } = personal;
  if (votes.has(id) === voted || view.suggestions[id] === undefined) return personal;
  const count = Math.max(0, (view.votes[id] ?? 0) + (voted ? 1 : -1));
  return { view: { ...view, votes: { ...view.votes, [id]: count } }, votes: withMember(votes, id, voted) };
}

function posted(
  { view, votes }: PersonalView,
  id: string,
  command: CommandOf<"suggestion.post">,
  { participant, now }: Predictor,
): PersonalView {
  const { type: _, anonymous = false, ...content } = command;
  const author = anonymous ? {} : { author: participant };
  const suggestion: Suggestion = { ...content, ...author, at: now, status: "open" };
  return { view: { ...view, suggestions: { ...view.suggestions, [id]: suggestion } }, votes };
}

function edited(personal: PersonalView, command: CommandOf<"suggestion.edit">): PersonalView {
  return withSuggestion(personal, command.suggestion, (suggestion) =>
    (suggestion.revision ?? 0) === command.revision
      ? { ...suggestion, text: command.text, revision: command.revision + 1 }
      : suggestion,
  );
}

function withdrawn({ view, votes }: PersonalView, id: string): PersonalView {
  const { [id]: _, ...suggestions } = view.suggestions;
  return { view: { ...view, suggestions }, votes };
}

function commented(
  { view, votes }: PersonalView,
  id: string,
  { suggestion, text }: CommandOf<"suggestion.comment">,
  { participant, now }: Predictor,
): PersonalView {
  const comment = { suggestion, text, author: participant, at: now };
  return { view: { ...view, comments: { ...view.comments, [id]: comment } }, votes };
}

function withHand(
  personal: PersonalView,
  { participant }: CommandOf<"rotation.raiseHand" | "rotation.lowerHand">,
  predictor: Predictor,
  raised: boolean,
): PersonalView {
  const { view } = personal;
  const { rotation } = view;
  const hands = withMember(new Set(rotation.hands), participant ?? predictor.participant, raised);
  return { ...personal, view: { ...view, rotation: { ...rotation, hands: [...hands] } } };
}

/** Who is not in the document yet comes into it by the relay. */
function withNaming(
  personal: PersonalView,
  participant: string,
  { agreed, email }: CommandOf<"participant.naming">,
): PersonalView {
  const { view } = personal;
  const person = view.people[participant];
  if (person === undefined) return personal;
  const { named: _named, email: _email, ...rest } = person;
  const naming = agreed ? { named: agreed, ...(email !== undefined && { email }) } : {};
  const people = { ...view.people, [participant]: { ...rest, ...naming } };
  return { ...personal, view: { ...view, people } };
}

/** What a command makes stands under the command's own id, which no id of the relay's resembles. */
export function predict(
  personal: PersonalView,
  { id, command }: CommandMessage,
  predictor: Predictor,
): PersonalView {
  switch (command.type) {
    case "suggestion.post":
      return posted(personal, id, command, predictor);
    case "suggestion.edit":
      return edited(personal, command);
    case "suggestion.withdraw":
      return withdrawn(personal, command.suggestion);
    case "suggestion.vote":
      return withVote(personal, command.suggestion, true);
    case "suggestion.unvote":
      return withVote(personal, command.suggestion, false);
    case "suggestion.comment":
      return commented(personal, id, command, predictor);
    case "suggestion.accept":
      return withStatus(personal, command.suggestion, "accepted");
    case "suggestion.start":
      return withStatus(personal, command.suggestion, "inProgress");
    case "suggestion.done":
      return withStatus(personal, command.suggestion, "done");
    case "participant.naming":
      return withNaming(personal, predictor.participant, command);
    case "rotation.raiseHand":
    case "rotation.lowerHand":
      return withHand(personal, command, predictor, command.type === "rotation.raiseHand");
    default:
      return personal;
  }
}
