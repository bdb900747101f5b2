/**
 * The invitations that this window may give: all of a session that it hosts, else the one by which it joined. Codes
 * are secrets: they are kept in the editor's secret storage alone, and shown only to who asks for them.
 */
import type * as vscode from "vscode";
import * as z from "zod";
import { invitationCodeSchema } from "#protocol/session/ids.ts";

const invitationsSchema = z.object({
  /** Where others reach the relay, the best first. */
  addresses: z.tuple([z.string()]).rest(z.string()),
  facilitator: invitationCodeSchema.optional(),
  participant: invitationCodeSchema.optional(),
});

export type Invitations = z.infer<typeof invitationsSchema>;

type Secrets = Pick<vscode.ExtensionContext, "secrets">;

function secretKey(session: string): string {
  return `baton.invitations.${session}`;
}

export async function recallInvitations({ secrets }: Secrets, session: string): Promise<Invitations | null> {
  const stored = await secrets.get(secretKey(session));
  return stored === undefined ? null : (invitationsSchema.safeParse(JSON.parse(stored)).data ?? null);
}

export async function rememberInvitations(
  { secrets }: Secrets,
  session: string,
  invitations: Invitations,
): Promise<void> {
  await secrets.store(secretKey(session), JSON.stringify(invitations));
}

export async function forgetInvitations({ secrets }: Secrets, session: string): Promise<void> {
  await secrets.delete(secretKey(session));
}
