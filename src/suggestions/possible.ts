/** What a participant may do with a suggestion: its status (SPEC.md, [SUG-*], [VOTE-4]) and the permission table. */
import type { ClientState } from "#client/createClient.ts";
import { suggestionIdSchema } from "#protocol/session/ids.ts";
import type { Suggestion, SuggestionStatus } from "#protocol/session/state.ts";
import { type CardAction, cardActions } from "#protocol/suggestionsPanel.ts";
import { mayAsk } from "../session/rights.ts";

const unsettled: readonly SuggestionStatus[] = ["open", "accepted", "inProgress"];
const current: readonly SuggestionStatus[] = [...unsettled, "done", "declined"];

/** The statuses in which the relay takes it, but for what changes nothing. */
const possibleIn: { readonly [Action in CardAction]: readonly SuggestionStatus[] } = {
  vote: unsettled,
  comment: current,
  edit: ["open"],
  withdraw: ["open"],
  accept: ["open"],
  start: ["open", "accepted"],
  done: ["inProgress"],
  decline: ["open", "accepted"],
  reopen: ["accepted", "inProgress", "done", "declined"],
  pin: current,
  merge: current,
  archive: current,
  restore: ["archived"],
};

/** Posted by this participant, with its name or without. */
export function isOwn({ me, anonymous }: ClientState, id: string, { author }: Suggestion): boolean {
  return author === me.participant || anonymous.has(id);
}

/** Whether the role allows it, whatever the suggestion's status. */
export function isAllowed(
  client: ClientState,
  action: CardAction,
  id: string,
  suggestion: Suggestion,
): boolean {
  return mayAsk(client, `suggestion.${action}`, { owns: isOwn(client, id, suggestion) });
}

export function isPossible(action: CardAction, { status }: Suggestion): boolean {
  return possibleIn[action].includes(status);
}

/** Nothing while the relay has not given the suggestion its name. */
export function possibleActions(client: ClientState, id: string, suggestion: Suggestion): CardAction[] {
  const isNamed = suggestionIdSchema.safeParse(id).success;
  if (!isNamed || client.view?.session.state === "ended") return [];
  return cardActions.filter(
    (action) => isPossible(action, suggestion) && isAllowed(client, action, id, suggestion),
  );
}
