/** A participant's open place in a session: the connection, and what it keeps on the disk. Loaded when there is one. */
import * as vscode from "vscode";
import { type Client, type ClientEvent, createClient } from "#client/createClient.ts";
import { nodeTransport } from "#client/nodeTransport.ts";
import {
  forgetMembership,
  type Membership,
  type RememberedMembership,
  recallMembership,
  rememberMembership,
} from "./membership.ts";
import { outboxFile } from "./outboxFile.ts";

export interface Place extends RememberedMembership {
  readonly client: Client;
  /** Forgets it, with what was not sent. */
  leave(): Promise<void>;
}

export interface PlaceListeners {
  readonly onChange: () => void;
  readonly onEvent: (event: ClientEvent) => void;
}

function outboxPath({ globalStorageUri }: vscode.ExtensionContext, membership: Membership): string {
  const name = `${membership.session}.${membership.participant}.json`;
  return vscode.Uri.joinPath(globalStorageUri, "outbox", name).fsPath;
}

async function open(
  context: vscode.ExtensionContext,
  remembered: RememberedMembership,
  listeners: PlaceListeners,
): Promise<Place> {
  const { membership, token } = remembered;
  const store = outboxFile(outboxPath(context, membership));
  const client = await createClient({
    relay: membership.relay,
    identity: { ...membership, token },
    transport: nodeTransport,
    store,
    ...listeners,
  });
  return {
    ...remembered,
    client,
    async leave() {
      client.close();
      await forgetMembership(context, membership);
      await store.remove();
    },
  };
}

/** The place that this window had before its reload; null where it had none. */
export async function reopenPlace(
  context: vscode.ExtensionContext,
  listeners: PlaceListeners,
): Promise<Place | null> {
  const remembered = await recallMembership(context);
  return remembered === null ? null : await open(context, remembered, listeners);
}

export async function openPlace(
  context: vscode.ExtensionContext,
  remembered: RememberedMembership,
  listeners: PlaceListeners,
): Promise<Place> {
  await rememberMembership(context, remembered);
  return await open(context, remembered, listeners);
}
