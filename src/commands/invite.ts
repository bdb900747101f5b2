/** "Invite": the links by which others join, to copy one at a time. Shown only to who asks for them. */
import * as vscode from "vscode";
import * as z from "zod";
import { type Invitation, invitationLink } from "#protocol/session/invitation.ts";
import { Complaint } from "../base/complaint.ts";
import { externalAddress } from "../session/hosting/externalAddress.ts";
import {
  type Invitations,
  type InvitedRole,
  invitationFor,
  recallInvitations,
  rememberInvitations,
} from "../session/hosting/invitations.ts";
import { requireJoined } from "../session/requireJoined.ts";
import type { SessionController } from "../session/sessionController.ts";
import { showInvitationPage } from "../views/invitationPage.ts";
import { chooseAddress } from "./inviteAddress.ts";

/** As the command's argument, of the invitation page or of a suite: nobody is asked. */
const argumentSchema = z.union([
  z.strictObject({ copy: z.enum(["participant", "facilitator"]) }),
  z.strictObject({ show: z.literal("page") }),
]);

/** What this window may give, and where it is kept. */
export interface Inviting {
  readonly invitations: Invitations;
  remember(invitations: Invitations): Promise<void>;
}

interface Entry extends vscode.QuickPickItem {
  readonly act: () => unknown;
}

export async function invite(
  context: vscode.ExtensionContext,
  session: SessionController,
  argument: unknown,
): Promise<void> {
  const { session: id, relay, hosted } = requireJoined(session).membership;
  const kept = await recallInvitations(context, id);
  if (kept === null) {
    throw new Complaint(vscode.l10n.t("This window has no link to pass on. Ask the host for one."));
  }
  const invitations = hosted ? await reachable(kept, relay) : kept;
  const inviting: Inviting = {
    invitations,
    remember: (changed) => rememberInvitations(context, id, changed),
  };
  const given = argumentSchema.safeParse(argument).data;
  if (given === undefined) await choose(context, inviting);
  else if ("copy" in given) await copyLink(required(invitations, given.copy));
  else showPage(context, invitations);
}

/** In a remote window the machine's own addresses lead nowhere, but the editor's way to it does. */
async function reachable(invitations: Invitations, relay: string): Promise<Invitations> {
  if (invitations.preferred !== undefined) return invitations;
  const external = await externalAddress(relay);
  return external === null ? invitations : { ...invitations, preferred: external };
}

async function choose(context: vscode.ExtensionContext, inviting: Inviting): Promise<void> {
  const chosen = await vscode.window.showQuickPick(entries(context, inviting, await canForward()), {
    title: vscode.l10n.t("Invite"),
    placeHolder: vscode.l10n.t("Whoever has a link can join. Give it only to those whom you want here."),
    ignoreFocusOut: true,
  });
  await chosen?.act();
}

function entries(context: vscode.ExtensionContext, inviting: Inviting, forwards: boolean): Entry[] {
  const { invitations } = inviting;
  const participant = invitationFor(invitations, "participant");
  const facilitator = invitationFor(invitations, "facilitator");
  const either = participant ?? facilitator;
  const list: (Entry | null)[] = [
    participant && {
      label: `$(copy) ${vscode.l10n.t("Copy the link for participants")}`,
      detail: vscode.l10n.t("It leads to {0}.", participant.relay),
      act: () => copyLink(participant),
    },
    facilitator && {
      label: `$(copy) ${vscode.l10n.t("Copy the link for co-facilitators")}`,
      detail: vscode.l10n.t("Who has it can do all that you can: moderate, remove people, end the session."),
      act: () => copyLink(facilitator),
    },
    participant && {
      label: `$(browser) ${vscode.l10n.t("Show the invitation page")}`,
      detail: vscode.l10n.t("To project: the participants' link, a QR code, address and code."),
      act: () => showPage(context, invitations),
    },
    either && {
      label: `$(globe) ${vscode.l10n.t("Give another address")}`,
      detail: vscode.l10n.t(
        "If the others cannot reach {0}: another network, a tunnel, a proxy.",
        either.relay,
      ),
      act: async () => {
        const preferred = await chooseAddress(invitations);
        if (preferred === null) return;
        const changed = { ...invitations, preferred };
        await inviting.remember(changed);
        await choose(context, { ...inviting, invitations: changed });
      },
    },
    forwards
      ? {
          label: `$(radio-tower) ${vscode.l10n.t("Forward a port")}`,
          detail: vscode.l10n.t(
            "Over the internet: forward port {0}, make it public, give its address here.",
            new URL(invitations.addresses[0]).port,
          ),
          act: () => vscode.commands.executeCommand(forwardCommand),
        }
      : null,
  ];
  return list.filter((entry) => entry !== null);
}

/** The editor's own, where it has one. */
const forwardCommand = "remote.tunnel.forwardCommandPalette";

async function canForward(): Promise<boolean> {
  return (await vscode.commands.getCommands(true)).includes(forwardCommand);
}

function required(invitations: Invitations, role: InvitedRole): Invitation {
  const invitation = invitationFor(invitations, role);
  if (invitation === null) throw new Complaint(vscode.l10n.t("This window has no such link to pass on."));
  return invitation;
}

function showPage({ extensionUri }: vscode.ExtensionContext, invitations: Invitations): void {
  const participant = required(invitations, "participant");
  showInvitationPage(extensionUri, {
    participant,
    otherAddresses: invitations.addresses.filter((address) => address !== participant.relay),
    facilitators: invitations.facilitator !== undefined,
  });
}

async function copyLink(invitation: Invitation): Promise<void> {
  await vscode.env.clipboard.writeText(invitationLink(invitation));
  vscode.window.setStatusBarMessage(vscode.l10n.t("Baton: the link is in the clipboard"), 4_000);
}
