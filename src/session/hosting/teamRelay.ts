/** A relay that somebody else keeps, named by a setting: hosting there takes what `baton relay` printed at its start. */
import * as vscode from "vscode";
import { type Invitation, parseInvitation } from "#protocol/session/invitation.ts";
import type { Invitations } from "./invitations.ts";
import { parseAnnouncement } from "./relayProgram.ts";

/** Empty where sessions are hosted on this machine. */
export function teamRelayAddress(): string {
  return vscode.workspace.getConfiguration("baton").get("relay.url", "").trim();
}

export interface TeamRelay {
  readonly invitation: Invitation;
  readonly invitations: Invitations;
}

/**
 * Understands the whole line that the relay printed, the facilitator's link in it, and its code alone. The address is
 * the given one: links may name the relay as only its own network knows it. Null for anything else.
 */
export function readTeamRelay(address: string, text: string): TeamRelay | null {
  const printed = parseAnnouncement(text);
  const code = printed?.codes.facilitator ?? parseInvitation(text)?.code ?? text.trim();
  const invitation = parseInvitation(`${address} ${code}`);
  if (invitation === null) return null;
  const addresses: [string] = [invitation.relay];
  const participant = printed === null ? {} : { participant: printed.codes.participant };
  return { invitation, invitations: { addresses, facilitator: invitation.code, ...participant } };
}
