/** The command of each action on a suggestion: views run these, with the suggestion's id as their argument. */
import type { CardAction } from "#protocol/suggestionsPanel.ts";
import type { CommandId } from "../commands/commandIds.ts";

export const actionCommands = {
  vote: "baton.voteSuggestion",
  comment: "baton.commentSuggestion",
  edit: "baton.editSuggestion",
  withdraw: "baton.withdrawSuggestion",
  accept: "baton.acceptSuggestion",
  start: "baton.startSuggestion",
  done: "baton.finishSuggestion",
  decline: "baton.declineSuggestion",
  reopen: "baton.reopenSuggestion",
  pin: "baton.pinSuggestion",
  merge: "baton.mergeSuggestion",
  archive: "baton.archiveSuggestion",
  restore: "baton.restoreSuggestion",
} as const satisfies Record<CardAction, CommandId>;

export const cardCommands = Object.values(actionCommands);
