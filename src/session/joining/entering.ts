/** Takes a place in a session by an invitation, and keeps what this window may pass on to others. */
import * as vscode from "vscode";
import type { Invitation, Joined } from "#protocol/session/invitation.ts";
import { Complaint } from "../../base/complaint.ts";
import { type Invitations, rememberInvitations } from "../hosting/invitations.ts";
import type { SessionController } from "../sessionController.ts";
import { joinRelay } from "./joinRelay.ts";
import { type Naming, rememberName, rememberNaming } from "./person.ts";

export interface Entry extends Naming {
  readonly invitation: Invitation;
  readonly name: string;
}

/** Throws a `Complaint`; the place that the window had before is then kept. */
export async function enterAsGuest(
  context: vscode.ExtensionContext,
  session: SessionController,
  entry: Entry,
): Promise<void> {
  const { relay, code } = entry.invitation;
  const joined = await joinRelay(entry.invitation, entry.name);
  const addresses: [string] = [relay];
  const invitations = joined.role === "observer" ? { addresses } : { addresses, [joined.role]: code };
  await enter(context, session, { ...entry, joined, invitations, hosted: false });
}

export interface HostEntry extends Entry {
  readonly invitations: Invitations;
  /** This window started the relay, and starts it again. */
  readonly hosted: boolean;
}

/** By a facilitator's invitation. Throws a `Complaint`; the place that the window had before is then kept. */
export async function enterAsHost(
  context: vscode.ExtensionContext,
  session: SessionController,
  entry: HostEntry,
): Promise<void> {
  const joined = await joinRelay(entry.invitation, entry.name);
  if (joined.role !== "facilitator") {
    throw new Complaint(vscode.l10n.t("This is not a facilitator's link. A session is hosted with one."));
  }
  await enter(context, session, { ...entry, joined });
}

async function enter(
  context: vscode.ExtensionContext,
  session: SessionController,
  { invitation, name, named, email, joined, invitations, hosted }: HostEntry & { readonly joined: Joined },
): Promise<void> {
  await session.leave();
  await rememberName(context, name);
  await rememberInvitations(context, joined.session, invitations);
  const { token, ...place } = joined;
  await session.enter({ membership: { ...place, relay: invitation.relay, hosted }, token });
  if (named === null) return;
  await rememberNaming(context, { named, email });
  const address = email === null ? {} : { email };
  if (named) await session.ask({ type: "participant.naming", agreed: true, ...address });
}
