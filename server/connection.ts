/**
 * One socket of a participant: what may be sent to it now, and what it missed because it reads too slowly. What waits
 * in it is bounded. [WIRE-6], [WIRE-7]
 */
import type { WebSocket } from "ws";
import type { Limits } from "#protocol/session/limits.ts";
import type { Role } from "#protocol/session/roles.ts";
import { closeCode } from "#protocol/session/wire.ts";
import { createRate, type Rate } from "./rate.ts";

export interface Connection {
  readonly participant: string;
  readonly epoch: number;
  /** Counted by the relay. */
  readonly place: number;
  readonly messages: Rate;
  /** Something whose loss nobody could make good: an answer, a personal notice. */
  send(frame: Uint8Array): void;
  /** Notes what its participant is told about the own name and role; false when that was known. */
  learn(name: string, role: Role): boolean;
  /** Part of what everybody gets; one that reads too slowly gets all of it later instead. */
  share(frame: Uint8Array): void;
  /** The replica has asked; from now on it is sent what is shared. */
  follow(): void;
  /** Has drained after it missed something: true once, and then everything is to be sent again. */
  caughtUp(now: number): boolean;
  /** Asks whether it is still there; cuts it off when the last question was not answered. */
  probe(): void;
  heard(): void;
  buffered(): number;
  close(code: number, reason: string): void;
}

export interface ConnectionParts {
  readonly socket: WebSocket;
  readonly participant: string;
  readonly epoch: number;
  readonly place: number;
  readonly limits: Limits;
  readonly now: () => number;
}

export function createConnection(parts: ConnectionParts): Connection {
  const { socket, participant, epoch, place, limits, now } = parts;
  let asked = false;
  /** Since when it has been missing what the others got. */
  let missing: number | null = null;
  let alive = true;
  let known = "";

  function isOpen(): boolean {
    return socket.readyState === socket.OPEN;
  }

  function send(frame: Uint8Array): void {
    if (!isOpen()) return;
    if (socket.bufferedAmount > limits.bufferedBytesAtMost) close(closeCode.slow, "too slow");
    else socket.send(frame);
  }

  function hasRoom(): boolean {
    if (missing === null && socket.bufferedAmount > limits.bufferedBytes) missing = now();
    return missing === null;
  }

  function close(code: number, reason: string): void {
    if (isOpen()) socket.close(code, reason);
  }

  return {
    participant,
    epoch,
    place,
    messages: createRate(limits.messagesPerSecond, limits.messagesAtOnce),
    send,
    learn(name, role) {
      const isNew = known !== `${role} ${name}`;
      known = `${role} ${name}`;
      return isNew;
    },
    share(frame) {
      if (asked && hasRoom()) send(frame);
    },
    follow() {
      asked = true;
    },
    caughtUp(at) {
      if (missing === null) return false;
      if (socket.bufferedAmount === 0) {
        missing = null;
        return isOpen();
      }
      if (at - missing > limits.slowMilliseconds) close(closeCode.slow, "too slow");
      return false;
    },
    probe() {
      const answered = alive;
      alive = false;
      if (!answered) socket.terminate();
      else if (isOpen()) socket.ping();
    },
    heard() {
      alive = true;
    },
    buffered: () => socket.bufferedAmount,
    close,
  };
}
