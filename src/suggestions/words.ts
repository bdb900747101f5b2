/** What statuses and actions are called, in quick picks and threads. */
import * as vscode from "vscode";
import type { SuggestionStatus } from "#protocol/session/state.ts";
import type { CardAction } from "#protocol/suggestionsPanel.ts";

export function statusWord(status: SuggestionStatus): string {
  switch (status) {
    case "open":
      return vscode.l10n.t("open");
    case "accepted":
      return vscode.l10n.t("accepted");
    case "inProgress":
      return vscode.l10n.t("in progress");
    case "done":
      return vscode.l10n.t("done");
    case "declined":
      return vscode.l10n.t("declined");
    case "archived":
      return vscode.l10n.t("archived");
  }
}

/** The titles of the commands. */
export function actionTitles(): Readonly<Record<CardAction, string>> {
  return {
    vote: vscode.l10n.t("Vote for Suggestion"),
    comment: vscode.l10n.t("Comment on Suggestion"),
    edit: vscode.l10n.t("Edit Suggestion"),
    withdraw: vscode.l10n.t("Withdraw Suggestion"),
    accept: vscode.l10n.t("Accept Suggestion"),
    start: vscode.l10n.t("Start Suggestion"),
    done: vscode.l10n.t("Finish Suggestion"),
    decline: vscode.l10n.t("Decline Suggestion"),
    reopen: vscode.l10n.t("Reopen Suggestion"),
    pin: vscode.l10n.t("Pin or Unpin Suggestion"),
    merge: vscode.l10n.t("Merge Suggestion"),
    archive: vscode.l10n.t("Archive Suggestion"),
    restore: vscode.l10n.t("Restore Suggestion"),
  };
}
