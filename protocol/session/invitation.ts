/** Getting in: invitation links, and the request that turns one into an identity. */
import * as z from "zod";
import { nameSchema } from "./commands.ts";
import {
  invitationCodeSchema,
  participantIdSchema,
  participantTokenSchema,
  roomSchema,
  sessionIdSchema,
} from "./ids.ts";
import { refusalReasonSchema } from "./refusal.ts";
import { roleSchema } from "./roles.ts";

/** `POST /join`, as JSON. */
export const joinRequestSchema = z.strictObject({ code: invitationCodeSchema, name: nameSchema });

/** Its answer with status 200. The token is the participant's key: kept secret, it reclaims the identity. */
export const joinedSchema = z.object({
  session: sessionIdSchema,
  room: roomSchema,
  participant: participantIdSchema,
  token: participantTokenSchema,
  role: roleSchema,
});

/** Its answer with any other status. */
export const joinRefusedSchema = z.object({ reason: refusalReasonSchema, message: z.string() });

export type JoinRequest = z.infer<typeof joinRequestSchema>;
export type Joined = z.infer<typeof joinedSchema>;
export type JoinRefused = z.infer<typeof joinRefusedSchema>;

export interface Invitation {
  /** The relay's address: `http://host:port` or `https://host:port`. */
  readonly relay: string;
  readonly code: string;
}

const editorLink = "vscode://baton-editor.baton/join";

export function invitationLink({ relay, code }: Invitation): string {
  return `${editorLink}?${new URLSearchParams({ relay, code })}`;
}

/** Names and numbers as a network has them; an address may hold more, and stand where signs mean something. */
const plainHost = /^([a-z0-9._-]{1,253}|\[[0-9a-f:.]+\])$/;

/** `http://host:port` or `https://host:port` of what people write as an address; null for anything else. */
export function relayAddress(text: string): string | null {
  const address = URL.parse(/^[a-z]+:\/\//.test(text) ? text : `http://${text}`);
  if (address === null || address.username !== "" || address.password !== "") return null;
  if (!plainHost.test(address.hostname)) return null;
  const secure = { "http:": false, "ws:": false, "https:": true, "wss:": true }[address.protocol];
  return secure === undefined ? null : `${secure ? "https" : "http"}://${address.host}`;
}

function checked(relay: string | null, code: string | null): Invitation | null {
  const address = relay === null ? null : relayAddress(relay);
  const parsed = invitationCodeSchema.safeParse(code);
  return address === null || !parsed.success ? null : { relay: address, code: parsed.data };
}

/** Understands a link and "address code" with blanks between; gives null for anything else. */
export function parseInvitation(text: string): Invitation | null {
  const trimmed = text.trim();
  if (/^[a-z-]+:\/\/baton-editor\.baton\/join\?/.test(trimmed)) {
    const query = new URLSearchParams(trimmed.slice(trimmed.indexOf("?") + 1));
    return checked(query.get("relay"), query.get("code"));
  }
  const [relay = null, code = null, ...more] = trimmed.split(/\s+/);
  return more.length > 0 ? null : checked(relay, code);
}
