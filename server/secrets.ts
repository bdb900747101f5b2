/** Names and secrets that nobody can guess, and the hash under which the relay keeps the secrets. [TOKEN-1] */
import { createHash, randomBytes } from "node:crypto";

export function newSessionId(): string {
  return randomBytes(16).toString("base64url");
}

export function newInvitationCode(): string {
  return `baton_i_${randomBytes(24).toString("base64url")}`;
}

export function newToken(): string {
  return `baton_p_${randomBytes(32).toString("base64url")}`;
}

/** The secrets are random and long: one round without salt is enough. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
