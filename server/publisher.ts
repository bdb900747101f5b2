/**
 * Who fans out: what is stored goes into the document and to everybody, encoded once and together with what else came
 * meanwhile; and when the document has grown too much, everybody is sent to a fresh one. [DOC-3], [EPOCH-*], [VOTE-3]
 */
import { noticeFrame } from "#protocol/session/frame.ts";
import { roomOf } from "#protocol/session/ids.ts";
import type { Limits } from "#protocol/session/limits.ts";
import { closeCode, type Notice } from "#protocol/session/wire.ts";
import type { Audience } from "./audience.ts";
import type { Connection } from "./connection.ts";
import type { Ledger } from "./ledger.ts";
import type { Clock } from "./options.ts";
import { createReplica, type Replica } from "./replica.ts";
import type { Change } from "./session/change.ts";
import { nextEpoch } from "./session/session.ts";
import { type Row, rotationOf, type State, sessionOf } from "./session/state.ts";
import { remaining } from "./session/turns.ts";

export interface Publisher {
  readonly replica: () => Replica;
  readonly epoch: () => number;
  /** Stored changes, to be shown soon. */
  note(changes: readonly Change[]): void;
  /** Says on this connection when everything up to now is shown. */
  tellShown(connection: Connection): void;
  /** The whole state for a replica that has the relay's document up to `known`. */
  sync(connection: Connection, known: number): void;
  /** Shows at once what is decided; false when it cannot be stored. */
  publish(): boolean;
  close(): void;
}

export interface PublisherParts {
  readonly ledger: Ledger;
  readonly audience: Audience;
  readonly clock: Clock;
  readonly limits: Limits;
}

/** Measuring takes a fresh document: not again before it has grown by a tenth. */
const measuredAgain = 1.1;

/** Half as much again as a fresh one. */
const grownTooMuch = 1.5;

export function createPublisher({ ledger, audience, clock, limits }: PublisherParts): Publisher {
  const { state } = ledger;
  let epoch = sessionOf(state).epoch;
  let replica = createReplica(state);
  /** At least what the document has grown to: the sum of its updates. */
  let grown = replica.bytes();
  let measureAt = Math.max(limits.epochBytes, grown * grownTooMuch);
  let shownSeq = ledger.seq();
  let dirty: Change[] = [];
  let expecting = new Set<Connection>();
  let shownRotation = rotationOf(state);
  let lastAt = Number.NEGATIVE_INFINITY;
  let timer: { readonly due: number; readonly cancel: () => void } | null = null;
  let moving = new Set<() => void>();

  function schedule(least: number): void {
    const pause = least + limits.publishMillisecondsEach * audience.connections().size;
    const now = clock.monotonic();
    const due = Math.max(now, lastAt + pause);
    if (timer !== null && timer.due <= due) return;
    timer?.cancel();
    timer = { due, cancel: clock.after(due - now, publish) };
  }

  function current(): Connection[] {
    return [...audience.connections()].filter((connection) => connection.epoch === epoch);
  }

  function share(frame: Uint8Array): void {
    for (const connection of current()) connection.share(frame);
  }

  function publish(): boolean {
    ledger.commit();
    timer?.cancel();
    timer = null;
    if (!ledger.works()) return false;
    lastAt = clock.monotonic();
    const changes = dirty;
    dirty = [];
    const frame = replica.show(state, changes);
    shownSeq = ledger.seq();
    if (frame !== null) share(frame);
    shareTime();
    tellExpecting();
    grown += frame?.byteLength ?? 0;
    if (grown >= measureAt) measure();
    return true;
  }

  function tellExpecting(): void {
    if (expecting.size === 0) return;
    const frame = noticeFrame({ type: "shown", seq: shownSeq });
    for (const connection of expecting) if (connection.epoch === epoch) connection.share(frame);
    expecting = new Set();
  }

  function shareTime(): void {
    const rotation = rotationOf(state);
    if (rotation === shownRotation) return;
    const warns = isWarning(shownRotation, rotation);
    shownRotation = rotation;
    share(noticeFrame(clockNotice(state, clock.monotonic())));
    if (!warns) return;
    const left = remaining(rotation, clock.monotonic()) ?? 0;
    share(noticeFrame({ type: "warning", turn: rotation.turn, remaining: Math.ceil(left) }));
  }

  function measure(): void {
    grown = replica.bytes();
    if (grown < measureAt) return;
    const fresh = createReplica(state);
    const tooMuch = fresh.bytes() * grownTooMuch;
    measureAt = Math.max(tooMuch, grown * measuredAgain);
    if (grown < tooMuch) fresh.destroy();
    else turnOver(fresh);
  }

  /** The old document stays as it is; whoever holds it is sent to the fresh one. */
  function turnOver(fresh: Replica): void {
    const behind = current();
    ledger.enact(nextEpoch);
    ledger.commit();
    if (!ledger.works()) return;
    epoch = sessionOf(state).epoch;
    fresh.show(state, [{ table: "session", id: "session", value: null }, ...dirty]);
    dirty = [];
    replica.destroy();
    replica = fresh;
    grown = replica.bytes();
    measureAt = Math.max(limits.epochBytes, grown * grownTooMuch);
    move(behind, roomOf(sessionOf(state).id, epoch));
  }

  function move(behind: readonly Connection[], room: string): void {
    for (const connection of behind.slice(0, limits.movedAtOnce)) connection.close(closeCode.moved, room);
    if (behind.length <= limits.movedAtOnce) return;
    const cancel = clock.after(limits.movedMilliseconds, () => {
      moving.delete(cancel);
      move(behind.slice(limits.movedAtOnce), room);
    });
    moving.add(cancel);
  }

  function tellShown(connection: Connection): void {
    expecting.add(connection);
    // What was acknowledged may be a vote; whatever is more urgent has been, or will be, noted as such.
    schedule(limits.countMilliseconds);
  }

  return {
    replica: () => replica,
    epoch: () => epoch,
    note(changes) {
      if (changes.length === 0) return;
      dirty = dirty.concat(changes);
      const counts = changes.every(({ table }) => table === "votes");
      schedule(counts ? limits.countMilliseconds : limits.publishMilliseconds);
    },
    tellShown,
    sync(connection, known) {
      connection.follow();
      connection.share(replica.answer(known));
      connection.share(noticeFrame({ type: "shown", seq: shownSeq }));
      // What was acknowledged on an earlier connection may be yet to be shown.
      if (shownSeq < ledger.seq()) tellShown(connection);
    },
    publish,
    close() {
      timer?.cancel();
      for (const cancel of moving) cancel();
      moving = new Set();
      replica.destroy();
    },
  };
}

export function clockNotice(state: State, now: number): Notice {
  const rotation = rotationOf(state);
  const left = remaining(rotation, now);
  const { turn, phase } = rotation;
  return { type: "clock", turn, phase, remaining: left === null ? null : Math.ceil(left) };
}

function isWarning(before: Row<"rotation">, after: Row<"rotation">): boolean {
  return after.phase === "running" && after.turn === before.turn && after.warned && !before.warned;
}
