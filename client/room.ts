/**
 * A connection to one epoch's room: the stock provider on a document of its own, our messages beside Yjs's on the
 * same socket. It reconnects by itself, until it is closed or the relay says that coming back is pointless.
 */
import { type Decoder, readVarString } from "lib0/decoding";
import { Awareness } from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import { Doc } from "yjs";
import type * as z from "zod";
import type { CommandMessage } from "#protocol/session/commands.ts";
import { commandFrame } from "#protocol/session/frame.ts";
import { type Ack, ackSchema, messageType, type Notice, noticeSchema } from "#protocol/session/wire.ts";
import { jitteredWait } from "./backoff.ts";
import type { ProviderOptions } from "./transport.ts";

export interface RoomOptions {
  /** `ws://host:port` or `wss://host:port`. */
  readonly address: string;
  readonly room: string;
  /** From the transport: how the socket shows who it is. */
  readonly provider: ProviderOptions;
  readonly random: () => number;
  readonly onNotice: (notice: Notice) => void;
  readonly onAck: (ack: Ack) => void;
  readonly onSynced: () => void;
  /** The connection, or an attempt at one, ended; the next attempt follows. */
  readonly onLost: () => void;
  /** The relay's word that there is no way back into this room. */
  readonly onClosed: (code: number, reason: string) => void;
}

export interface Room {
  readonly doc: Doc;
  send(message: CommandMessage): void;
  connect(): void;
  disconnect(): void;
  /** Nothing is called back afterwards. */
  close(): void;
}

/** Undefined for what is no JSON. */
function contentOf(decoder: Decoder): unknown {
  try {
    return JSON.parse(readVarString(decoder));
  } catch {
    return undefined;
  }
}

/** What a newer relay says beyond this protocol is no error: it is passed over. */
function handler<Content>(schema: z.ZodType<Content>, tell: (content: Content) => void) {
  return (_encoder: unknown, decoder: Decoder): void => {
    const parsed = schema.safeParse(contentOf(decoder));
    if (parsed.success) tell(parsed.data);
  };
}

/** `room` without an epoch is the current one; the relay leads from any other to it. */
export function openRoom(options: RoomOptions): Room {
  const doc = new Doc();
  const awareness = new Awareness(doc);
  // The roster is the relay's; an awareness of ours would only make noise.
  awareness.setLocalState(null);
  const provider = new WebsocketProvider(options.address, options.room, doc, {
    ...options.provider,
    awareness,
    disableBc: true,
    connect: false,
  });
  let open = true;
  const whileOpen =
    <Args extends unknown[]>(tell: (...args: Args) => void) =>
    (...args: Args): void => {
      if (open) tell(...args);
    };
  provider.messageHandlers[messageType.ack] = handler(ackSchema, whileOpen(options.onAck));
  provider.messageHandlers[messageType.notice] = handler(noticeSchema, whileOpen(options.onNotice));
  provider.on("connection-close", (event) => {
    // Read right after this event; the failure that is being told of is counted after it as well.
    provider.maxBackoffTime = jitteredWait(provider.wsUnsuccessfulReconnects + 1, options.random);
    const final = event !== null && !provider.shouldReconnect(event, provider);
    if (open && !final) options.onLost();
  });
  provider.on("sync", (synced) => {
    if (synced && open) options.onSynced();
  });
  provider.on("closed", ({ code, reason }) => {
    if (open) options.onClosed(code, reason);
  });
  provider.connect();
  return {
    doc,
    // A copy, since the socket's types take no memory that might be shared.
    send: (message) => provider.ws?.send(new Uint8Array(commandFrame(message))),
    connect: () => provider.connect(),
    disconnect: () => provider.disconnect(),
    close() {
      open = false;
      provider.destroy();
      awareness.destroy();
    },
  };
}
