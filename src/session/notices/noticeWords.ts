/** The words of each notification. What others wrote is made plain: the editor reads links in a notification's text. */
import * as vscode from "vscode";
import { plainText } from "../../base/plainText.ts";
import type { SessionNotice } from "./notices.ts";
import { refusalSentence } from "./refusalWords.ts";

type Outcome = Extract<SessionNotice, { type: "suggestionOutcome" }>;

const quoteCharacters = 60;
const reasonCharacters = 160;

/** One sentence. */
export function noticeWords(notice: Exclude<SessionNotice, { type: "youHaveTheBaton" }>): string {
  switch (notice.type) {
    case "youDriveFirst":
      return vscode.l10n.t("Baton: you drive first. The others see your runs.");
    case "oneMinuteLeft":
      return vscode.l10n.t("Baton: one minute left.");
    case "youDriveNext":
      return notice.soon
        ? vscode.l10n.t("Baton: you drive next, in a minute.")
        : vscode.l10n.t("Baton: you drive next.");
    case "suggestionOutcome":
      return outcomeWords(notice);
    case "handRaised":
      return vscode.l10n.t("Baton: {0} asks to drive.", notice.name);
    case "refused":
      return refusalSentence(notice.command.type, notice.reason);
    case "stopping":
      return notice.why === "storage"
        ? vscode.l10n.t("Baton: the session's relay cannot store anything and stops. Tell the host.")
        : vscode.l10n.t("Baton: the session's relay stops. What you do meanwhile is sent when it is back.");
  }
}

/** What stands below it in a modal dialog. */
export function batonDetail(from: string | null): string {
  return from === null
    ? vscode.l10n.t("It is your turn to drive. The others see your runs.")
    : vscode.l10n.t("{0} drove before you. The others see your runs now.", from);
}

function outcomeWords({ text, outcome, reason }: Outcome): string {
  const quote = plainText(text, quoteCharacters);
  switch (outcome) {
    case "accepted":
      return vscode.l10n.t("Baton: your suggestion “{0}” was accepted.", quote);
    case "inProgress":
      return vscode.l10n.t("Baton: your suggestion “{0}” is being tried.", quote);
    case "done":
      return vscode.l10n.t("Baton: your suggestion “{0}” is done.", quote);
    case "declined":
      return reason === null
        ? vscode.l10n.t("Baton: your suggestion “{0}” was declined.", quote)
        : vscode.l10n.t(
            "Baton: your suggestion “{0}” was declined: {1}",
            quote,
            plainText(reason, reasonCharacters),
          );
  }
}
