/** Takes a place in a session by an invitation, and keeps what this window may pass on to others. */
import * as vscode from "vscode";
import type { Invitation } from "#protocol/session/invitation.ts";
import { Complaint } from "../base/complaint.ts";
import { rememberName } from "./displayName.ts";
import { type Invitations, rememberInvitations } from "./invitations.ts";
import { joinRelay } from "./joining.ts";
import type { SessionController } from "./sessionController.ts";

interface Entry {
  readonly invitation: Invitation;
  readonly name: string;
}

/** Throws a `Complaint`; the place that the window had before is then kept. */
export async function enterAsGuest(
  context: vscode.ExtensionContext,
  session: SessionController,
  { invitation, name }: Entry,
): Promise<void> {
  const { relay, code } = invitation;
  const { token, role, ...joined } = await joinRelay(invitation, name);
  await session.leave();
  await rememberName(context, name);
  if (role !== "observer") {
    await rememberInvitations(context, joined.session, { addresses: [relay], [role]: code });
  }
  await session.enter({ membership: { ...joined, relay, hosted: false }, token });
}

interface HostEntry extends Entry {
  readonly invitations: Invitations;
  /** This window started the relay, and starts it again. */
  readonly hosted: boolean;
}

/** By a facilitator's invitation. Throws a `Complaint`. */
export async function enterAsHost(
  context: vscode.ExtensionContext,
  session: SessionController,
  { invitation, name, invitations, hosted }: HostEntry,
): Promise<void> {
  const { token, role, ...joined } = await joinRelay(invitation, name);
  if (role !== "facilitator") {
    throw new Complaint(vscode.l10n.t("This is not a facilitator's link. A session is hosted with one."));
  }
  await rememberName(context, name);
  await rememberInvitations(context, joined.session, invitations);
  await session.enter({ membership: { ...joined, relay: invitation.relay, hosted }, token });
}
