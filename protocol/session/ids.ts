/** The forms of every name on the wire. The relay makes all of them but command ids: nobody's text is ever a key. */
import * as z from "zod";

export const participantIdSchema = z.string().regex(/^p[1-9]\d{0,8}$/);
export const suggestionIdSchema = z.string().regex(/^s[1-9]\d{0,8}$/);
export const commentIdSchema = z.string().regex(/^c[1-9]\d{0,8}$/);
export const runIdSchema = z.string().regex(/^r[1-9]\d{0,8}$/);
export const breakIdSchema = z.string().regex(/^b[1-9]\d{0,8}$/);

/** 22 characters of base64url: 128 random bits. */
export const sessionIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** Made by the sender, never used twice: 22 to 64 characters of base64url. */
export const commandIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/);

/** The last part of the socket's address: the session, and the document's epoch behind it. */
export const roomSchema = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/);

export function roomOf(session: string, epoch: number): string {
  return `${session}-${epoch}`;
}

/** Gives null for a name that is no room's. Without an epoch it stands for whichever is current. */
export function parseRoom(name: string): { session: string; epoch: number | null } | null {
  const match = /^([A-Za-z0-9_-]{22})(?:-([1-9]\d{0,8}))?$/.exec(name);
  if (match?.[1] === undefined) return null;
  return { session: match[1], epoch: match[2] === undefined ? null : Number(match[2]) };
}

/** Secrets carry what they are in their first letters, so that they are recognised where they must not be. */
export const invitationCodeSchema = z.string().regex(/^baton_i_[A-Za-z0-9_-]{32}$/);
export const participantTokenSchema = z.string().regex(/^baton_p_[A-Za-z0-9_-]{43}$/);
