/**
 * What a window remembers of the session it is in, so that a reload brings it back: where and who in the workspace's
 * state, the token where secrets are kept alone.
 */
import type * as vscode from "vscode";
import * as z from "zod";
import {
  participantIdSchema,
  participantTokenSchema,
  roomSchema,
  sessionIdSchema,
} from "#protocol/session/ids.ts";
import { forgetHosting } from "../hosting/hosting.ts";
import { forgetInvitations } from "../hosting/invitations.ts";
import { membershipKey } from "./membershipKey.ts";
import { type SecretContext, secretStore } from "./secretStore.ts";

export const membershipSchema = z.object({
  /** `http://host:port` or `https://host:port`. */
  relay: z.string(),
  session: sessionIdSchema,
  room: roomSchema,
  participant: participantIdSchema,
  /** This window hosts the session: it starts the relay again when that has ended. */
  hosted: z.boolean(),
});

export type Membership = z.infer<typeof membershipSchema>;

export interface RememberedMembership {
  readonly membership: Membership;
  readonly token: string;
}

/** Each participant's own: two windows may be in one session as two people. */
function secretKey({ session, participant }: Membership): string {
  return `baton.token.${session}.${participant}`;
}

export type MembershipContext = SecretContext & Pick<vscode.ExtensionContext, "workspaceState">;

/** Null where this window is in no session, or the token has gone. */
export async function recallMembership(context: MembershipContext): Promise<RememberedMembership | null> {
  const parsed = membershipSchema.safeParse(context.workspaceState.get(membershipKey));
  if (!parsed.success) return null;
  const token = participantTokenSchema.safeParse(await secretStore(context).get(secretKey(parsed.data)));
  return token.success ? { membership: parsed.data, token: token.data } : null;
}

export async function rememberMembership(
  context: MembershipContext,
  { membership, token }: RememberedMembership,
): Promise<void> {
  await secretStore(context).store(secretKey(membership), token);
  await context.workspaceState.update(membershipKey, membership);
}

export async function forgetMembership(context: MembershipContext, membership: Membership): Promise<void> {
  await context.workspaceState.update(membershipKey, undefined);
  await secretStore(context).delete(secretKey(membership));
  await forgetInvitations(context, membership.session);
  await forgetHosting(context, membership.session);
}
