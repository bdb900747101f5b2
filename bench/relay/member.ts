/** One participant with as little of their own as possible, so that what is measured is the relay. */
import { createEncoder, toUint8Array, writeVarUint } from "lib0/encoding";
import { WebSocket } from "ws";
import { messageYjsSyncStep2, writeSyncStep1, writeUpdate } from "y-protocols/sync";
import { Doc } from "yjs";
import { jitteredWait } from "#client/backoff.ts";
import type { Command } from "#protocol/session/commands.ts";
import { commandFrame, readFrame } from "#protocol/session/frame.ts";
import { ackSchema, closeCode, messageType } from "#protocol/session/wire.ts";
import { now } from "./messages.ts";

export interface Asked {
  readonly id: string;
  readonly mark: string;
  readonly sent: number;
  acked: number | null;
  readonly frame: Uint8Array;
}

export interface MemberOptions {
  readonly url: string;
  /** Null for the plain server. */
  readonly token: string | null;
  readonly room: string;
  /** An update of the document. */
  readonly onUpdate: (frame: Buffer) => void;
}

export interface Member {
  readonly asked: Asked[];
  /** When it was in sync last; null while it is not. */
  readonly syncedAt: () => number | null;
  ask(id: string, mark: string, command: Command): void;
}

const question = ((): Uint8Array => {
  const encoder = createEncoder();
  writeVarUint(encoder, messageType.sync);
  writeSyncStep1(encoder, new Doc());
  return toUint8Array(encoder);
})();

/** As a client of the plain pattern writes it: an update of its own document. */
function plainPost(id: string, text: string): Uint8Array {
  const doc = new Doc();
  let update: Uint8Array | null = null;
  doc.on("update", (made: Uint8Array) => {
    update = made;
  });
  doc.getMap("suggestions").set(id, { text, kind: "idea", author: "p1", at: Date.now(), status: "open" });
  const encoder = createEncoder();
  writeVarUint(encoder, messageType.sync);
  writeUpdate(encoder, update ?? new Uint8Array());
  return toUint8Array(encoder);
}

export function startMember({ url, token, onUpdate, ...options }: MemberOptions): Member {
  const { room: first } = options;
  const asked: Asked[] = [];
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  let room = first;
  let failed = 0;
  let syncedAt: number | null = null;
  let socket = open();

  function onSync(data: Buffer): void {
    if (data[1] === messageYjsSyncStep2) {
      syncedAt = now();
      failed = 0;
      for (const { acked, frame } of asked) if (acked === null) socket.send(frame);
    }
    onUpdate(data);
  }

  function onAck(data: Buffer): void {
    const { id, seq } = ackSchema.parse(readFrame(data).content);
    const entry = asked.find((candidate) => candidate.id === id);
    if (entry !== undefined && seq !== null) entry.acked ??= now();
  }

  function open(): WebSocket {
    const opened = new WebSocket(`${url.replace("http", "ws")}/${room}`, {
      headers,
      perMessageDeflate: false,
    });
    opened.on("open", () => opened.send(question));
    opened.on("error", () => undefined);
    opened.on("message", (data) => {
      if (!(data instanceof Buffer)) return;
      if (data[0] === messageType.sync) onSync(data);
      if (data[0] === messageType.ack) onAck(data);
    });
    opened.on("close", (code, reason) => {
      syncedAt = null;
      failed += 1;
      if (code === closeCode.moved) room = reason.toString();
      const wait = code === closeCode.moved ? 0 : jitteredWait(failed, Math.random);
      setTimeout(() => {
        socket = open();
      }, wait);
    });
    return opened;
  }

  return {
    asked,
    syncedAt: () => syncedAt,
    ask(id, mark, command) {
      const plain = token === null && command.type === "suggestion.post";
      const frame = plain ? plainPost(id, command.text) : commandFrame({ id, command });
      asked.push({ id, mark, sent: now(), acked: null, frame });
      if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    },
  };
}
