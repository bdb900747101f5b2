/** A relay that does what a test says: real sockets and documents, no rules. For what the real one never does. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createDecoder, readVarUint } from "lib0/decoding";
import { createEncoder, toUint8Array, writeVarUint } from "lib0/encoding";
import { type WebSocket, WebSocketServer } from "ws";
import { messageYjsSyncStep1, writeSyncStep2, writeUpdate } from "y-protocols/sync";
import { Doc } from "yjs";
import { type CommandMessage, commandMessageSchema } from "#protocol/session/commands.ts";
import { ackFrame, noticeFrame, readFrame } from "#protocol/session/frame.ts";
import { type CommandResult, messageType, protocolVersion } from "#protocol/session/wire.ts";

export interface Visit {
  readonly room: string;
  readonly socket: WebSocket;
  readonly commands: CommandMessage[];
  answer(message: CommandMessage | undefined, result: CommandResult): void;
}

export interface ScriptedRelay {
  readonly url: string;
  readonly session: string;
  readonly visits: Visit[];
  /** The document of a room, with what every view needs in it. */
  doc(room: string): Doc;
  /** What happens when somebody comes; true: no welcome, no document. */
  onVisit: (visit: Visit) => boolean;
  protocol: number;
  close(): Promise<void>;
}

function emptySession(doc: Doc, session: string): void {
  const info = {
    protocol: 1,
    id: session,
    epoch: 1,
    title: "T",
    state: "open",
    locked: false,
    anonymous: false,
  };
  const rotation = { turn: 0, phase: "idle", driver: null, seats: [], turnMilliseconds: 60_000 };
  doc.transact(() => {
    for (const [key, value] of Object.entries(info)) doc.getMap("session").set(key, value);
    for (const [key, value] of Object.entries({ ...rotation, autoRotate: false, fair: false }))
      doc.getMap("rotation").set(key, value);
  });
}

function syncFrame(write: (encoder: ReturnType<typeof createEncoder>) => void): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, messageType.sync);
  write(encoder);
  return toUint8Array(encoder);
}

function receive(visit: Visit, doc: Doc, bytes: Uint8Array): void {
  const decoder = createDecoder(bytes);
  const type = readVarUint(decoder);
  if (type === messageType.command) visit.commands.push(commandMessageSchema.parse(readFrame(bytes).content));
  if (type !== messageType.sync || readVarUint(decoder) !== messageYjsSyncStep1) return;
  visit.socket.send(syncFrame((encoder) => writeSyncStep2(encoder, doc)));
  doc.on("update", (update: Uint8Array) =>
    visit.socket.send(syncFrame((encoder) => writeUpdate(encoder, update))),
  );
}

export async function startScriptedRelay(): Promise<ScriptedRelay> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const bound = server.address();
  assert.ok(bound !== null && typeof bound === "object");
  const docs = new Map<string, Doc>();
  const relay: ScriptedRelay = {
    url: `http://127.0.0.1:${bound.port}`,
    session: "s".repeat(22),
    visits: [],
    onVisit: () => false,
    protocol: protocolVersion,
    doc(room) {
      const doc = docs.get(room) ?? new Doc();
      if (!docs.has(room)) emptySession(doc, relay.session);
      docs.set(room, doc);
      return doc;
    },
    async close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await once(server, "close");
    },
  };
  server.on("connection", (socket, request) => {
    const room = request.url?.slice(1) ?? "";
    const visit: Visit = {
      room,
      socket,
      commands: [],
      answer(message, result) {
        assert.ok(message !== undefined);
        socket.send(ackFrame({ id: message.id, seq: 1, result }));
      },
    };
    relay.visits.push(visit);
    if (relay.onVisit(visit)) return;
    const person = { participant: "p1", name: "Ana", role: "participant", votes: [], anonymous: [] } as const;
    socket.send(
      noticeFrame({ type: "welcome", protocol: relay.protocol, room, ...person, votes: [], anonymous: [] }),
    );
    socket.on("message", (data) => {
      assert.ok(Buffer.isBuffer(data));
      receive(visit, relay.doc(room), data);
    });
  });
  return relay;
}
