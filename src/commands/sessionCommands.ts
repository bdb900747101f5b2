/** The commands that bring a window into a session and out of it. */
import * as vscode from "vscode";
import { JoinRefusedError, joinSession, RelayUnreachableError } from "#client/joinSession.ts";
import type { Invitation } from "#protocol/session/invitation.ts";
import { parseInvitation } from "#protocol/session/invitation.ts";
import { Complaint } from "../base/complaint.ts";
import type { SessionController } from "../session/sessionController.ts";

async function askInvitation(): Promise<Invitation | null> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("Join Session"),
    prompt: vscode.l10n.t(
      "The link that the host gave you, or the address and the code with a blank between.",
    ),
    ignoreFocusOut: true,
    validateInput: (typed) =>
      typed.trim() === "" || parseInvitation(typed) !== null
        ? null
        : vscode.l10n.t("This is neither a link nor an address with a code."),
  });
  return text === undefined ? null : parseInvitation(text);
}

function askName(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Join Session"),
    prompt: vscode.l10n.t("Your name, as the others will see it."),
    ignoreFocusOut: true,
  });
}

export async function join(session: SessionController): Promise<void> {
  const invitation = await askInvitation();
  const name = invitation === null ? undefined : await askName();
  if (invitation === null || name === undefined || name.trim() === "") return;
  try {
    const { token, ...joined } = await joinSession(invitation, name.trim());
    await session.enter({
      membership: { ...joined, relay: invitation.relay, hosted: false },
      token,
    });
  } catch (error) {
    if (error instanceof JoinRefusedError || error instanceof RelayUnreachableError) {
      throw new Complaint(error.message);
    }
    throw error;
  }
}
