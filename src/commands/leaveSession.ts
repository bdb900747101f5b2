/** "Leave Session", and the question before somebody goes from one session to another. */
import * as vscode from "vscode";
import { plainText } from "../base/plainText.ts";
import type { SessionController } from "../session/sessionController.ts";

/** True when the window is in no session, or the person says that it may leave the one that it is in. */
export async function leaveForAnother(session: SessionController): Promise<boolean> {
  await session.restored;
  const { state } = session;
  if (state.type === "none" || state.client.status.state === "closed") return true;
  const title = state.client.view?.session.title;
  const sentence =
    title === undefined
      ? vscode.l10n.t("You are in a session already. Leave it?")
      : vscode.l10n.t("You are in the session “{0}” already. Leave it?", plainText(title));
  const leave = vscode.l10n.t("Leave It");
  return (await vscode.window.showWarningMessage(sentence, { modal: true }, leave)) === leave;
}
