/** "Invite": the links by which others join, to copy one at a time. Shown only to who asks for them. */
import * as vscode from "vscode";
import * as z from "zod";
import { invitationLink } from "#protocol/session/invitation.ts";
import { Complaint } from "../base/complaint.ts";
import { type Invitations, recallInvitations } from "../session/invitations.ts";
import type { SessionController } from "../session/sessionController.ts";

/** As the command's argument: copied without a question. */
const argumentSchema = z.strictObject({ copy: z.enum(["participant", "facilitator"]) });

interface Entry extends vscode.QuickPickItem {
  readonly act?: () => unknown;
}

export async function invite(
  context: vscode.ExtensionContext,
  session: SessionController,
  argument: unknown,
): Promise<void> {
  const { state } = session;
  if (state.type === "none") throw new Complaint(vscode.l10n.t("You are not in a session."));
  const invitations = await recallInvitations(context, state.membership.session);
  if (invitations === null) {
    throw new Complaint(vscode.l10n.t("This window has no link to pass on. Ask the host for one."));
  }
  const given = argumentSchema.safeParse(argument).data;
  if (given === undefined) await show(invitations);
  else await copy(linkOf(invitations, given.copy));
}

async function show(invitations: Invitations): Promise<void> {
  const [address] = invitations.addresses;
  const entries: Entry[] = [];
  if (invitations.participant !== undefined) {
    entries.push({
      label: `$(copy) ${vscode.l10n.t("Copy the link for participants")}`,
      detail: vscode.l10n.t(
        "Who opens it can join, with VS Code and Baton, where {0} can be reached.",
        address,
      ),
      act: () => copy(linkOf(invitations, "participant")),
    });
  }
  if (invitations.facilitator !== undefined) {
    entries.push({
      label: `$(copy) ${vscode.l10n.t("Copy the link for co-facilitators")}`,
      detail: vscode.l10n.t("Who opens it can do all that you can, and end the session too."),
      act: () => copy(linkOf(invitations, "facilitator")),
    });
  }
  const title = vscode.l10n.t("Invite");
  const chosen = await vscode.window.showQuickPick(entries, { title, ignoreFocusOut: true });
  await chosen?.act?.();
}

function linkOf(invitations: Invitations, role: "participant" | "facilitator"): string {
  const code = invitations[role];
  if (code === undefined) throw new Complaint(vscode.l10n.t("This window has no such link to pass on."));
  return invitationLink({ relay: invitations.addresses[0], code });
}

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t("Baton: copied"), 4_000);
}
