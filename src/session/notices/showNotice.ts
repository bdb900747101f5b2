/** Shows one notification, as the settings have it. None takes the focus but "You have the baton". */
import * as vscode from "vscode";
import type { SessionNotice } from "./notices.ts";
import { batonDetail, noticeWords } from "./noticeWords.ts";

type Unasked = Exclude<SessionNotice, { type: "refused" }>;

const statusMilliseconds = 10_000;

/** Resolves when it was closed. */
export async function showNotice(notice: SessionNotice): Promise<void> {
  const silent = vscode.workspace.getConfiguration("baton").get("presentationMode", false);
  if (notice.type === "refused") {
    // Who asked for it hears of it in any case.
    if (silent) vscode.window.setStatusBarMessage(noticeWords(notice), statusMilliseconds);
    else await vscode.window.showWarningMessage(noticeWords(notice));
  } else if (!silent && isWanted(notice.type)) await show(notice);
}

function isWanted(type: Unasked["type"]): boolean {
  switch (type) {
    case "youHaveTheBaton":
    case "youDriveFirst":
      return batonForm() !== "off";
    case "oneMinuteLeft":
      return vscode.workspace.getConfiguration("baton").get("notifications.oneMinuteLeft", true);
    case "youDriveNext":
      return vscode.workspace.getConfiguration("baton").get("notifications.youDriveNext", true);
    case "suggestionOutcome":
      return vscode.workspace.getConfiguration("baton").get("notifications.suggestionOutcome", true);
    case "handRaised":
      return vscode.workspace.getConfiguration("baton").get("notifications.handRaised", true);
    case "stopping":
      return true;
  }
}

function batonForm(): string {
  return vscode.workspace.getConfiguration("baton").get("notifications.youHaveTheBaton", "modal");
}

async function show(notice: Unasked): Promise<void> {
  switch (notice.type) {
    case "youHaveTheBaton":
      return await showBaton(notice.from);
    case "youDriveFirst":
      vscode.window.setStatusBarMessage(noticeWords(notice), statusMilliseconds);
      return;
    case "handRaised":
      return await showHand(notice);
    case "stopping":
      await vscode.window.showWarningMessage(noticeWords(notice));
      return;
    default:
      await vscode.window.showInformationMessage(noticeWords(notice));
  }
}

async function showBaton(from: string | null): Promise<void> {
  const take = vscode.l10n.t("Take the Seat");
  const sentence = vscode.l10n.t("You have the baton");
  const detail = batonDetail(from);
  const answer =
    batonForm() === "modal"
      ? await vscode.window.showInformationMessage(sentence, { modal: true, detail }, take)
      : await vscode.window.showInformationMessage(vscode.l10n.t("Baton: {0}. {1}", sentence, detail), take);
  if (answer === take) await takeSeat();
}

/** What a driver needs in sight, the keyboard in the code, and the team's code where it goes through git. */
async function takeSeat(): Promise<void> {
  await vscode.commands.executeCommand("baton.pipeline.focus");
  await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
  await vscode.commands.executeCommand("baton.takeSeat", "ifPossible");
}

async function showHand(notice: Extract<SessionNotice, { type: "handRaised" }>): Promise<void> {
  const letDrive = vscode.l10n.t("Let Drive");
  const answer = await vscode.window.showInformationMessage(noticeWords(notice), letDrive);
  if (answer === letDrive) await vscode.commands.executeCommand("baton.letDrive", notice.participant);
}
