/**
 * Follows a session from room to room: every epoch is a new document under a new name, and merging two of them would
 * show everything twice. So each room gets a document of its own, and the old view stays until the new one is whole.
 */
import type { CommandMessage } from "#protocol/session/commands.ts";
import { parseRoom, roomOf } from "#protocol/session/ids.ts";
import type { SessionView } from "#protocol/session/state.ts";
import { type Ack, closeCode, type Notice } from "#protocol/session/wire.ts";
import { jitteredWait } from "./backoff.ts";
import { createReplica } from "./replica.ts";
import { openRoom, type Room } from "./room.ts";
import type { LinkState } from "./status.ts";
import type { ProviderOptions } from "./transport.ts";

export interface FollowingOptions {
  /** `ws://host:port` or `wss://host:port`. */
  readonly address: string;
  readonly session: string;
  /** Where to begin. */
  readonly room: string;
  readonly provider: ProviderOptions;
  readonly random: () => number;
  readonly onNotice: (notice: Notice) => void;
  readonly onAck: (ack: Ack) => void;
  /** The document changed, or another one took its place. */
  readonly onView: (view: SessionView | null) => void;
  readonly onLink: (link: LinkState) => void;
}

export interface Following {
  send(message: CommandMessage): void;
  connect(): void;
  disconnect(): void;
  /** Ends it with words of our own, as if the relay had said them. */
  refuse(code: number, reason: string): void;
  close(): void;
}

export function followSession(options: FollowingOptions): Following {
  const { session, random, onView, onLink } = options;
  let link: LinkState = { state: "connecting" };
  let room: Room;
  let wait: NodeJS.Timeout | undefined;
  /** Rooms that led to another one since the last that let us in. */
  let detours = 0;

  const become = (next: LinkState): void => {
    link = next;
    onLink(next);
  };
  const lost = (): void => {
    const wasAlive = link.state === "connected" || link.state === "connecting";
    if (wasAlive) become({ state: "reconnecting", since: performance.now() });
  };
  const open = (name: string): Room => {
    let synced = false;
    const opened: Room = openRoom({
      ...options,
      room: name,
      onLost: lost,
      onClosed: closed,
      onSynced() {
        synced = true;
        detours = 0;
        onView(replica.view());
        become({ state: "connected" });
      },
    });
    const replica = createReplica(opened.doc, () => {
      if (synced) onView(replica.view());
    });
    return opened;
  };
  const move = (name: string): void => {
    room.close();
    detours += 1;
    become({ state: "connecting" });
    if (detours === 1) room = open(name);
    else {
      const reopen = (): void => {
        room = open(name);
      };
      wait = setTimeout(reopen, jitteredWait(detours, random));
    }
  };
  const closed = (code: number, reason: string): void => {
    const next = code === closeCode.moved ? parseRoom(reason) : null;
    if (next?.session === session && next.epoch !== null) move(roomOf(session, next.epoch));
    else become({ state: "closed", code, reason });
  };

  room = open(options.room);
  return {
    send: (message) => room.send(message),
    connect() {
      if (link.state !== "offline" && link.state !== "closed") return;
      become({ state: "connecting" });
      room.connect();
    },
    disconnect() {
      if (link.state === "closed") return;
      clearTimeout(wait);
      become({ state: "offline" });
      room.disconnect();
    },
    refuse(code, reason) {
      become({ state: "closed", code, reason });
      room.disconnect();
    },
    close() {
      clearTimeout(wait);
      room.close();
    },
  };
}
