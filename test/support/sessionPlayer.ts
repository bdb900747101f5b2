/**
 * Somebody who takes part as the editor does (client/), whose line a test can cut, and who also speaks the protocol
 * by hand on a second connection: sends again what was sent, and out of order.
 */
import assert from "node:assert/strict";
import { WebSocket } from "ws";
import { type Client, createClient } from "#client/createClient.ts";
import { joinSession } from "#client/joinSession.ts";
import { memoryOutbox, type OutboxStore } from "#client/outbox.ts";
import type { ProviderOptions } from "#client/transport.ts";
import type { Command, CommandMessage } from "#protocol/session/commands.ts";
import type { Joined } from "#protocol/session/invitation.ts";
import type { Ack, CommandResult } from "#protocol/session/wire.ts";
import { until } from "./processes.ts";

export interface Player {
  readonly joined: Joined;
  readonly client: Client;
  /** Every command that the client ever wrote down, by its id. */
  readonly asked: ReadonlyMap<string, Command>;
  /** What the client was told, in the order of asking. */
  readonly results: Promise<CommandResult>[];
  ask(command: Command): void;
  /** Ends the connection as a network does: without a word. */
  cut(): void;
  close(): void;
}

export interface PlayerOptions {
  readonly url: string;
  readonly code: string;
  readonly name: string;
}

/** Remembers the socket it opened last. */
function cuttable(token: string): { options: ProviderOptions; cut: () => void } {
  let current: WebSocket | null = null;
  class CuttableSocket extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { authorization: `Bearer ${token}` }, perMessageDeflate: false });
      current = this;
    }
  }
  const options = Object.assign<ProviderOptions, object>({}, { WebSocketPolyfill: CuttableSocket });
  return { options, cut: () => current?.terminate() };
}

function remembering(asked: Map<string, Command>): OutboxStore {
  const store = memoryOutbox();
  return {
    load: store.load,
    save(outbox) {
      for (const { id, command } of outbox) asked.set(id, command);
      return store.save(outbox);
    },
  };
}

export async function startPlayer({ url, code, name }: PlayerOptions): Promise<Player> {
  const joined = await joinSession({ relay: url, code }, name);
  const line = cuttable(joined.token);
  const asked = new Map<string, Command>();
  const results: Promise<CommandResult>[] = [];
  const client = await createClient({
    relay: url,
    identity: joined,
    transport: () => line.options,
    store: remembering(asked),
  });
  return {
    joined,
    client,
    asked,
    results,
    ask(command) {
      results.push(client.ask(command));
    },
    cut: line.cut,
    close: () => client.close(),
  };
}

/** Connected, nothing unanswered, and the document's view without anything laid over it. */
export async function untilSettled(players: readonly Player[]): Promise<void> {
  for (const { client } of players) client.connect();
  await until("everybody is connected and answered", () =>
    players.every(
      ({ client }) => client.state.status.state === "connected" && client.state.pending.length === 0,
    ),
  );
}

/** A command with what it brought. */
export interface Decision {
  readonly participant: string;
  readonly message: CommandMessage;
  readonly ack: Ack;
}

/** In the order in which they were decided. [CMD-3], [CMD-4]: each has a number of its own, and no number is missing. */
export function inOrder(decisions: readonly Decision[]): Decision[] {
  const sorted = decisions.toSorted((one, other) => (one.ack.seq ?? 0) - (other.ack.seq ?? 0));
  assert.deepEqual(
    sorted.map(({ ack }) => ack.seq),
    sorted.map((_, index) => index + 1),
  );
  return sorted;
}
