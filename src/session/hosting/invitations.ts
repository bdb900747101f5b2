/**
 * The invitations that this window may give: all of a session that it hosts, else the one by which it joined. Codes
 * are secrets: they are kept where secrets are, and shown only to who asks for them.
 */
import * as z from "zod";
import { invitationCodeSchema } from "#protocol/session/ids.ts";
import type { Invitation } from "#protocol/session/invitation.ts";
import { type SecretContext, secretStore } from "../membership/secretStore.ts";

const invitationsSchema = z.object({
  /** Where others reach the relay, the best first. */
  addresses: z.tuple([z.string()]).rest(z.string()),
  /** The one that the host prefers to give, of these or another. */
  preferred: z.string().optional(),
  facilitator: invitationCodeSchema.optional(),
  participant: invitationCodeSchema.optional(),
});

/** Its errors never reach a log: what is no JSON would stand in their words. */
const storedSchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue("no JSON");
      return z.NEVER;
    }
  })
  .pipe(invitationsSchema);

export type Invitations = z.infer<typeof invitationsSchema>;
export type InvitedRole = "facilitator" | "participant";

/** The one to give for a role; null where this window has none. */
export function invitationFor(invitations: Invitations, role: InvitedRole): Invitation | null {
  const { addresses, preferred = addresses[0], [role]: code } = invitations;
  return code === undefined ? null : { relay: preferred, code };
}

function secretKey(session: string): string {
  return `baton.invitations.${session}`;
}

export async function recallInvitations(
  context: SecretContext,
  session: string,
): Promise<Invitations | null> {
  const stored = await secretStore(context).get(secretKey(session));
  return stored === undefined ? null : (storedSchema.safeParse(stored).data ?? null);
}

export async function rememberInvitations(
  context: SecretContext,
  session: string,
  invitations: Invitations,
): Promise<void> {
  await secretStore(context).store(secretKey(session), JSON.stringify(invitations));
}

export async function forgetInvitations(context: SecretContext, session: string): Promise<void> {
  await secretStore(context).delete(secretKey(session));
}
