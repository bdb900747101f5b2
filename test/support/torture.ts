/**
 * Kills a relay at random instants while participants ask, starts it again on the same folder, and looks whether
 * everything that was acknowledged is there, once. [CMD-2], [CMD-3]
 */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { WebSocket } from "ws";
import { joinSession } from "#client/joinSession.ts";
import { seededRandom } from "#ml/random.ts";
import type { Command } from "#protocol/session/commands.ts";
import { commandFrame, readFrame } from "#protocol/session/frame.ts";
import { roomOf } from "#protocol/session/ids.ts";
import type { Joined } from "#protocol/session/invitation.ts";
import { type SessionView, sessionViewSchema } from "#protocol/session/state.ts";
import { type Ack, ackSchema, closeCode, messageType } from "#protocol/session/wire.ts";
import { commandId } from "./relayGuest.ts";
import { type RelayProcess, startRelayProcess } from "./relayProcess.ts";
import { createModel } from "./sessionModel.ts";
import { type Decision, inOrder } from "./sessionPlayer.ts";

export interface TortureReport {
  readonly acknowledged: number;
  /** How often a kill left a command without its answer; all got it in the end. */
  readonly unanswered: number;
}

/** Commands of one participant, and what each was answered with, by whichever relay. */
interface Asker {
  readonly joined: Joined;
  readonly sent: Map<string, Command>;
  readonly acked: Map<string, Ack>;
}

/** Milliseconds from the first command to the kill, at most. */
const longestLife = 40;

async function open(relay: RelayProcess, joined: Joined, epoch: number): Promise<WebSocket> {
  const headers = { authorization: `Bearer ${joined.token}` };
  const socket = new WebSocket(`${relay.url.replace("http", "ws")}/${roomOf(joined.session, epoch)}`, {
    headers,
  });
  socket.on("error", () => undefined);
  return await new Promise((resolve, reject) => {
    socket.once("message", () => resolve(socket));
    socket.once("close", (code, reason) => {
      const next = /-(\d+)$/.exec(reason.toString())?.[1];
      if (code === closeCode.moved && next !== undefined) resolve(open(relay, joined, Number(next)));
      else reject(new Error(`closed with ${code} ${reason}`));
    });
  });
}

function nextCommand(asker: Asker, random: () => number): Command {
  const suggestion = `s${1 + Math.floor(random() * 20)}`;
  const choice = random();
  const text = `${asker.joined.participant} ${asker.sent.size}`;
  if (choice < 0.2) return { type: "suggestion.post", text, kind: "idea" };
  if (choice < 0.5) return { type: "suggestion.comment", suggestion, text };
  if (choice < 0.8) return { type: "suggestion.vote", suggestion };
  return { type: "suggestion.unvote", suggestion };
}

/** Commands on one connection: less than the relay takes at once. */
const commandsEach = 50;

/** Notes every answer; the same command is never answered in two ways. */
function onAck(socket: WebSocket, asker: Asker, then: (ack: Ack) => void): void {
  socket.on("message", (data) => {
    if (!(data instanceof Buffer) || data[0] !== messageType.ack) return;
    const ack = ackSchema.parse(readFrame(data).content);
    const earlier = asker.acked.get(ack.id);
    if (earlier !== undefined) assert.deepEqual(ack, earlier);
    asker.acked.set(ack.id, ack);
    then(ack);
  });
}

function unanswered({ sent, acked }: Asker): [string, Command][] {
  return [...sent].filter(([id]) => !acked.has(id));
}

/** First what has no answer, under its old id; then new things, several at once. */
function ask(socket: WebSocket, asker: Asker, random: () => number): void {
  let left = commandsEach;
  const send = (id: string, command: Command): void => {
    if (left === 0 || socket.readyState !== socket.OPEN) return;
    left -= 1;
    asker.sent.set(id, command);
    socket.send(commandFrame({ id, command }));
  };
  onAck(socket, asker, () => send(commandId(), nextCommand(asker, random)));
  for (const [id, command] of unanswered(asker)) send(id, command);
  for (let atOnce = 0; atOnce < 4; atOnce += 1) send(commandId(), nextCommand(asker, random));
}

async function exported(relay: RelayProcess, token: string): Promise<SessionView> {
  const response = await fetch(`${relay.url}/export`, { headers: { authorization: `Bearer ${token}` } });
  return sessionViewSchema.parse(await response.json());
}

/** Replays what was acknowledged: it is all there, nothing is there twice, and nothing else is there. */
function compare(view: SessionView, askers: readonly Asker[]): void {
  const model = createModel(askers.map(({ joined }) => joined));
  for (const decision of inOrder(askers.flatMap(decisionsOf))) model.check(decision);
  model.agrees(view);
}

function decisionsOf({ joined, sent, acked }: Asker): Decision[] {
  return [...sent].flatMap(([id, command]) => {
    const ack = acked.get(id);
    return ack === undefined ? [] : [{ participant: joined.participant, message: { id, command }, ack }];
  });
}

/** What never got an answer gets it now, and some of the others get theirs again. */
async function settle(relay: RelayProcess, asker: Asker, epoch: number): Promise<void> {
  const socket = await open(relay, asker.joined, epoch);
  const again = new Map([...unanswered(asker), ...[...asker.sent].slice(-20)].slice(0, commandsEach));
  const awaited = new Set(again.keys());
  const answered = new Promise<void>((resolve, reject) => {
    socket.on("close", (code) => reject(new Error(`closed with ${code}`)));
    onAck(socket, asker, ({ id }) => {
      awaited.delete(id);
      if (awaited.size === 0) resolve();
    });
  });
  for (const [id, command] of again) socket.send(commandFrame({ id, command }));
  await answered;
  socket.terminate();
}

async function killOnce(
  folder: string,
  askers: readonly Asker[],
  epoch: number,
  random: () => number,
  relay: RelayProcess,
): Promise<RelayProcess> {
  const sockets = await Promise.all(askers.map(({ joined }) => open(relay, joined, epoch)));
  for (const [index, asker] of askers.entries()) {
    const socket = sockets[index];
    if (socket !== undefined) ask(socket, asker, random);
  }
  await delay(random() * longestLife);
  await relay.end("SIGKILL");
  for (const socket of sockets) socket.terminate();
  return await start(folder);
}

function start(folder: string): Promise<RelayProcess> {
  return startRelayProcess(["--port", "0", "--data", folder]);
}

/** The seed decides what is asked and when the kills come. Throws when anything is lost or there twice. */
export async function torture(folder: string, kills: number, seed: number): Promise<TortureReport> {
  const numbers = seededRandom(seed);
  const random = (): number => numbers.next() / 2 ** 32;
  let relay = await start(folder);
  try {
    const askers: Asker[] = [];
    for (const name of ["Ana", "Bo", "Cy"]) {
      const joined = await joinSession(relay.invitations.facilitator, name);
      askers.push({ joined, sent: new Map(), acked: new Map() });
    }
    let lost = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      relay = await killOnce(folder, askers, kill + 1, random, relay);
      lost += askers.flatMap(unanswered).length;
    }
    for (const asker of askers) await settle(relay, asker, kills + 1);
    const [first] = askers;
    assert.ok(first);
    compare(await exported(relay, first.joined.token), askers);
    const acknowledged = askers.reduce((sum, { acked }) => sum + acked.size, 0);
    return { acknowledged, unanswered: lost };
  } finally {
    await relay.end("SIGKILL");
  }
}
