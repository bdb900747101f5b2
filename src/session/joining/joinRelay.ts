/** Joins a session, and says in a person's words why it did not work. */
import * as vscode from "vscode";
import { JoinRefusedError, joinSession, RelayUnreachableError } from "#client/joinSession.ts";
import type { Invitation, Joined } from "#protocol/session/invitation.ts";
import type { RefusalReason } from "#protocol/session/refusal.ts";
import { Complaint } from "../../base/complaint.ts";

/** Throws a `Complaint`. */
export async function joinRelay(invitation: Invitation, name: string): Promise<Joined> {
  try {
    return await joinSession(invitation, name);
  } catch (error) {
    const sentence = sentenceOf(error, new URL(invitation.relay).host);
    throw sentence === null ? error : new Complaint(sentence, { cause: error });
  }
}

function sentenceOf(error: unknown, host: string): string | null {
  if (error instanceof JoinRefusedError) return refusalSentence(error.reason);
  if (!(error instanceof RelayUnreachableError)) return null;
  return vscode.l10n.t(
    "No session answers at {0}. Ask the host whether it runs, whether you are on the same network, and whether a firewall is between you.",
    host,
  );
}

function refusalSentence(reason: RefusalReason): string {
  switch (reason) {
    case "invitation-refused":
      return vscode.l10n.t("This invitation is not good any more. Ask the host for a new link.");
    case "locked":
      return vscode.l10n.t(
        "The session takes nobody new at the moment. Ask a facilitator to unlock it, then join again.",
      );
    case "ended":
      return vscode.l10n.t("This session has ended. Ask the host for a link to the next one.");
    case "too-many":
      return vscode.l10n.t("The session is full.");
    case "too-fast":
    case "unavailable":
      return vscode.l10n.t("The session's host is busy. Try again in a moment.");
    default:
      return vscode.l10n.t(
        "The session's host did not understand the request. It may run another version of Baton: update both.",
      );
  }
}
