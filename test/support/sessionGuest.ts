/** Somebody else in a session, in the test's own process: joins by a link, waits for what it sees, asks. */
import { type Client, createClient } from "#client/createClient.ts";
import { joinSession } from "#client/joinSession.ts";
import { nodeTransport } from "#client/nodeTransport.ts";
import { memoryOutbox } from "#client/outbox.ts";
import { parseInvitation } from "#protocol/session/invitation.ts";
import type { Role } from "#protocol/session/roles.ts";
import { until } from "./processes.ts";

export interface SessionGuest extends Disposable {
  readonly client: Client;
  readonly role: Role;
  /** The relay's address. */
  readonly relay: string;
  readonly token: string;
  until(seen: (state: Client["state"]) => boolean): Promise<void>;
}

export async function joinAsGuest(link: string, name: string): Promise<SessionGuest> {
  const invitation = parseInvitation(link);
  if (invitation === null) throw new Error(`no invitation: ${link}`);
  const joined = await joinSession(invitation, name);
  const client = await createClient({
    relay: invitation.relay,
    identity: joined,
    transport: nodeTransport,
    store: memoryOutbox(),
  });
  return {
    client,
    role: joined.role,
    relay: invitation.relay,
    token: joined.token,
    until: (seen) => until(`${name} sees it: ${seen}`, () => seen(client.state)),
    [Symbol.dispose]: () => client.close(),
  };
}
