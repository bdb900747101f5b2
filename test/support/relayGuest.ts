/** A guest of a relay who speaks the protocol by hand: for tests of the relay itself, right and wrong frames alike. */
import { once } from "node:events";
import { createDecoder, readVarUint, readVarUint8Array } from "lib0/decoding";
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from "lib0/encoding";
import { WebSocket } from "ws";
import { applyUpdate, Doc, encodeStateVector } from "yjs";
import type { Command } from "#protocol/session/commands.ts";
import { commandFrame, readFrame } from "#protocol/session/frame.ts";
import { type Joined, joinedSchema, joinRefusedSchema } from "#protocol/session/invitation.ts";
import type { RefusalReason } from "#protocol/session/refusal.ts";
import { type Ack, ackSchema, type Notice, noticeSchema } from "#protocol/session/wire.ts";
import type { Relay } from "#server/index.ts";

/** What came over the socket, in order. */
export type Received =
  | { readonly type: "ack"; readonly ack: Ack }
  | { readonly type: "notice"; readonly notice: Notice }
  | { readonly type: "sync"; readonly kind: number; readonly update: Uint8Array }
  | { readonly type: "other"; readonly bytes: Uint8Array };

export interface Guest extends Disposable {
  readonly socket: WebSocket;
  readonly received: Received[];
  readonly document: Doc;
  /** The close code and its words. */
  readonly closed: Promise<{ code: number; reason: string }>;
  /** Waits for what was not received yet, or was: the first that fits. */
  until<Found>(pick: (received: Received) => Found | undefined): Promise<Found>;
  notice<Type extends Notice["type"]>(
    type: Type,
    fits?: (notice: Extract<Notice, { type: Type }>) => boolean,
  ): Promise<Extract<Notice, { type: Type }>>;
  send(frame: Uint8Array | string): void;
  /** Sends a command and waits for what it brings. */
  ask(command: Command, id?: string): Promise<Ack>;
  /** Asks for the document and waits for it. */
  sync(): Promise<void>;
  /** Waits until everything up to this is shown. */
  shown(seq: number): Promise<void>;
}

let made = 0;

export function commandId(): string {
  made += 1;
  return `guest_${made}`.padEnd(22, "x");
}

export async function join(
  relay: Relay,
  role: "facilitator" | "participant" = "participant",
): Promise<Joined> {
  const joined = await tryToJoin(relay, { code: relay.invitations[role], name: `A ${role}` });
  if (typeof joined === "string") throw new Error(joined);
  return joined;
}

/** Gives the reason of a refusal. */
export async function tryToJoin(relay: Relay, request: unknown): Promise<Joined | RefusalReason> {
  const response = await fetch(`${relay.url}/join`, { method: "POST", body: JSON.stringify(request) });
  const answer: unknown = await response.json();
  return response.ok ? joinedSchema.parse(answer) : joinRefusedSchema.parse(answer).reason;
}

export interface Door {
  readonly room: string;
  readonly token?: string;
  readonly protocols?: string[];
  readonly origin?: string;
}

export function connect({ url }: Pick<Relay, "url">, { room, token, protocols = [], origin }: Door): Guest {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const options = { headers, perMessageDeflate: false, ...(origin === undefined ? {} : { origin }) };
  return guestOn(new WebSocket(`${url.replace("http", "ws")}/${room}`, protocols, options));
}

/** Joined, connected and greeted. */
export async function enter(relay: Relay, role?: "facilitator" | "participant"): Promise<Guest & Joined> {
  const joined = await join(relay, role);
  const guest = connect(relay, joined);
  await guest.notice("roster");
  return Object.assign(guest, joined);
}

function guestOn(socket: WebSocket): Guest {
  const received: Received[] = [];
  const document = new Doc();
  const waiting = new Set<() => void>();
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  socket.on("error", () => undefined);
  socket.on("message", (data) => {
    if (!(data instanceof Buffer)) return;
    const message = read(data);
    if (message.type === "sync") applyUpdate(document, message.update);
    received.push(message);
    for (const look of waiting) look();
  });

  function until<Found>(pick: (message: Received) => Found | undefined): Promise<Found> {
    return new Promise((resolve, reject) => {
      let from = 0;
      const look = (): void => {
        const found = received
          .slice(from)
          .map(pick)
          .find((picked) => picked !== undefined);
        from = received.length;
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
      void closed.then(({ code, reason }) => reject(new Error(`closed with ${code} ${reason}`)));
    });
  }

  const guest: Guest = {
    socket,
    received,
    document,
    closed,
    until,
    notice: (type, fits = () => true) =>
      until((message) => {
        const notice = message.type === "notice" ? message.notice : undefined;
        return isNotice(notice, type) && fits(notice) ? notice : undefined;
      }),
    send: (frame) => socket.send(frame),
    ask(command, id = commandId()) {
      const already = received.length;
      socket.send(commandFrame({ id, command }));
      return until((message) =>
        message.type === "ack" && message.ack.id === id && received.indexOf(message) >= already
          ? message.ack
          : undefined,
      );
    },
    async sync() {
      socket.send(question(document));
      await until((message) => (message.type === "sync" && message.kind === 1 ? true : undefined));
    },
    async shown(seq) {
      await guest.notice("shown", (notice) => notice.seq >= seq);
    },
    [Symbol.dispose]: () => socket.terminate(),
  };
  return guest;
}

function isNotice<Type extends Notice["type"]>(
  notice: Notice | undefined,
  type: Type,
): notice is Extract<Notice, { type: Type }> {
  return notice?.type === type;
}

function read(bytes: Buffer): Received {
  const decoder = createDecoder(bytes);
  switch (readVarUint(decoder)) {
    case 0:
      return { type: "sync", kind: readVarUint(decoder), update: readVarUint8Array(decoder) };
    case 101:
      return { type: "ack", ack: ackSchema.parse(readFrame(bytes).content) };
    case 102:
      return { type: "notice", notice: noticeSchema.parse(readFrame(bytes).content) };
    default:
      return { type: "other", bytes };
  }
}

/** Yjs's sync message of a kind: 0 asks with a state vector, 1 and 2 write. */
export function syncFrame(kind: number, content: Uint8Array): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, 0);
  writeVarUint(encoder, kind);
  writeVarUint8Array(encoder, content);
  return toUint8Array(encoder);
}

export function question(document: Doc): Uint8Array {
  return syncFrame(0, encodeStateVector(document));
}

export async function opened(guest: Guest): Promise<void> {
  if (guest.socket.readyState !== WebSocket.OPEN) await once(guest.socket, "open");
}
