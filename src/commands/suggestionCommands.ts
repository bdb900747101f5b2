/** The commands of the board of suggestions. Their code is loaded at the first use. */
import type { CardAction } from "#protocol/suggestionsPanel.ts";
import type { SessionController } from "../session/sessionController.ts";
import type { actionCommands } from "../suggestions/actionCommands.ts";
import type { CommandHandlers } from "./registerCommands.ts";

type SuggestionCommand =
  | (typeof actionCommands)[CardAction]
  | "baton.postSuggestion"
  | "baton.openSuggestionAnchor";

export function suggestionCommands(session: SessionController): Pick<CommandHandlers, SuggestionCommand> {
  const act = (action: CardAction) => async (argument: unknown) =>
    (await import("../suggestions/actOn.ts")).actOn(session, action, argument);
  return {
    "baton.postSuggestion": async (argument) =>
      (await import("../suggestions/postSuggestion.ts")).postSuggestion(session, argument),
    "baton.openSuggestionAnchor": async (argument) =>
      (await import("../suggestions/openAnchor.ts")).openAnchor(session, argument),
    "baton.voteSuggestion": act("vote"),
    "baton.commentSuggestion": act("comment"),
    "baton.editSuggestion": act("edit"),
    "baton.withdrawSuggestion": act("withdraw"),
    "baton.acceptSuggestion": act("accept"),
    "baton.startSuggestion": act("start"),
    "baton.finishSuggestion": act("done"),
    "baton.declineSuggestion": act("decline"),
    "baton.reopenSuggestion": act("reopen"),
    "baton.pinSuggestion": act("pin"),
    "baton.mergeSuggestion": act("merge"),
    "baton.archiveSuggestion": act("archive"),
    "baton.restoreSuggestion": act("restore"),
  };
}
