/**
 * Composes the relay: what decides and stores (ledger.ts), what fans out (publisher.ts, rosterBoard.ts), who is there
 * (audience.ts), and the door (listener.ts).
 */
import { join } from "node:path";
import { noticeFrame } from "#protocol/session/frame.ts";
import { limits as allLimits, type Limits } from "#protocol/session/limits.ts";
import { closeCode } from "#protocol/session/wire.ts";
import { type Admission, createAdmission } from "./admission.ts";
import { createAudience } from "./audience.ts";
import { systemClock } from "./clock.ts";
import type { Connection } from "./connection.ts";
import { startHeart } from "./heart.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { createLinger } from "./linger.ts";
import { createListener, createWebServer } from "./listener.ts";
import { type ObjectStore, openObjectStore } from "./objects/objectStore.ts";
import type { Relay, RelayEnd, RelayOptions } from "./options.ts";
import { createPublisher } from "./publisher.ts";
import { createRate } from "./rate.ts";
import { react, tellEverything } from "./reactions.ts";
import { createReceiver } from "./receiver.ts";
import { answerRequests } from "./requests.ts";
import { createRosterBoard } from "./rosterBoard.ts";
import { newSessionId } from "./secrets.ts";
import type { Change } from "./session/change.ts";
import type { Circumstances } from "./session/decision.ts";
import { newSession, nextEpoch } from "./session/session.ts";
import { sessionOf } from "./session/state.ts";
import { decideArrival, resumeTime } from "./session/time.ts";
import type { Store } from "./storage/store.ts";
import { createTimekeeper } from "./timekeeper.ts";

/** Of a server that goes down, by RFC 6455: whoever it tells comes back later. */
const goingAway = 1001;

export async function openRelay(options: RelayOptions, store: Store): Promise<Relay> {
  const limits: Limits = { ...allLimits, ...options.limits };
  const { clock = systemClock, random = Math.random } = options;
  // First, as it may fail when nothing is to be closed yet.
  const server = createWebServer(options, limits);
  const objects = await openObjects(options, limits);
  // What follows from a change needs parts that are made of the ledger and the audience.
  const hooks: Hooks = { committed: nothing, failed: nothing, came: nothing, left: nothing };
  const audience = createAudience({ clock, limits, arrived: () => hooks.came(), left: () => hooks.left() });
  const circumstances = (): Circumstances => {
    return { now: clock.monotonic(), wall: clock.wall(), random, isHere: audience.isHere, limits };
  };
  const ledger = openLedger({
    store,
    circumstances,
    committed: (changes) => hooks.committed(changes),
    failed: () => hooks.failed(),
  });
  const admission = createAdmission({ ledger, clock, limits });
  const invitations = begin(ledger, admission);

  const parts = { ledger, audience, admission, objects, state: ledger.state, clock, limits, circumstances };
  const publisher = createPublisher(parts);
  const rosterBoard = createRosterBoard(parts);
  const timekeeper = createTimekeeper(parts);
  const commands = createRate(limits.commandsPerSecondInAll, limits.commandsPerSecondInAll);
  const everything = { ...parts, publisher, rosterBoard, timekeeper, commands };
  const listener = createListener({
    server,
    options,
    limits,
    answerRequest: answerRequests(everything),
    answerCall: createReceiver(everything),
  });
  const stopHeart = startHeart({
    ...parts,
    caughtUp: (connection) => tellEverything(connection, everything),
  });
  const ended = Promise.withResolvers<RelayEnd>();
  let stopping = false;
  const linger = createLinger({
    clock,
    milliseconds: options.lingerMilliseconds,
    isDeserted: () => audience.size() === 0,
    ended: () => void stop("deserted"),
  });

  hooks.committed = (changes) => react(changes, everything);
  hooks.failed = () => void stop("storage");
  hooks.left = () => {
    rosterBoard.changed();
    linger.look();
  };
  hooks.came = () => {
    linger.look();
    rosterBoard.changed();
    ledger.enact(decideArrival);
  };

  function closeParts(): void {
    ledger.close();
    for (const part of [publisher, rosterBoard, timekeeper, audience, linger]) part.close();
    stopHeart();
  }

  async function stop(why: RelayEnd): Promise<void> {
    if (stopping) return;
    stopping = true;
    if (why !== "storage") publisher.publish();
    closeParts();
    sendAway(audience.connections(), why);
    await listener.close();
    await objects?.close();
    store.close();
    ended.resolve(why);
  }

  timekeeper.look();
  const url = await listener.listen().catch((error: unknown) => {
    closeParts();
    throw error;
  });
  return {
    url,
    session: sessionOf(ledger.state).id,
    invitations,
    stats: () => ({
      connections: audience.connections().size,
      here: audience.size(),
      bufferedBytesMost: Math.max(
        0,
        ...[...audience.connections()].map((connection) => connection.buffered()),
      ),
      epoch: publisher.epoch(),
      documentBytes: publisher.replica().bytes(),
    }),
    closed: ended.promise,
    async close() {
      await stop("shutdown");
      await ended.promise;
    },
  };
}

/** Null where there is no folder to keep them in, or no room for any. */
async function openObjects({ data }: RelayOptions, limits: Limits): Promise<ObjectStore | null> {
  if (data === null || limits.objectsBytes === 0) return null;
  const bounds = { bytes: limits.objectsBytes, count: limits.objects, spare: limits.objectsSpareBytes };
  // A session goes on without them where their folder cannot be used.
  return await openObjectStore(join(data, "objects"), bounds).catch(() => null);
}

interface Hooks {
  committed: (changes: readonly Change[]) => void;
  failed: () => void;
  came: () => void;
  left: () => void;
}

function nothing(): void {
  // Until everything stands.
}

/** A session where there is none, the next epoch of its document, and new invitations; all stored. */
function begin(ledger: Ledger, admission: Admission): Relay["invitations"] {
  if (ledger.state.tables.session.size === 0) ledger.enact(() => newSession(newSessionId()));
  else ledger.enact((state, now) => [...resumeTime(state, now), ...nextEpoch(state)]);
  const invitations = {
    facilitator: admission.invite("facilitator"),
    participant: admission.invite("participant"),
  };
  ledger.commit();
  if (!ledger.works())
    throw new Error("The session cannot be stored. Is the disk full, or the folder read-only?");
  return invitations;
}

function sendAway(connections: Iterable<Connection>, why: RelayEnd): void {
  const notice = noticeFrame({ type: "stopping", why: why === "storage" ? "storage" : "shutdown" });
  for (const connection of connections) {
    connection.send(notice);
    if (why === "storage") connection.close(closeCode.storageFailed, "storage failed");
    else connection.close(goingAway, "the relay stops");
  }
}
