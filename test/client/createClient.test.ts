/** A participant's side on real sockets, with a relay that does what no good one does. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from "lib0/encoding";
import { type Client, type ClientEvent, type ClientOptions, createClient } from "#client/createClient.ts";
import { nodeTransport } from "#client/nodeTransport.ts";
import { memoryOutbox } from "#client/outbox.ts";
import { noticeFrame } from "#protocol/session/frame.ts";
import { closeCode, messageType } from "#protocol/session/wire.ts";
import { until } from "#support/processes.ts";
import { type ScriptedRelay, startScriptedRelay, type Visit } from "#support/scriptedRelay.ts";

let relay: ScriptedRelay;
let clients: Client[] = [];

beforeEach(async () => {
  relay = await startScriptedRelay();
});

afterEach(async () => {
  for (const client of clients) client.close();
  clients = [];
  await relay.close();
});

async function join(options: Partial<ClientOptions> = {}): Promise<Client> {
  const room = `${relay.session}-1`;
  const identity = { session: relay.session, room, participant: "p1", token: "secret" };
  const client = await createClient({
    relay: relay.url,
    identity,
    transport: nodeTransport,
    store: memoryOutbox(),
    random: () => 0,
    ...options,
  });
  clients.push(client);
  return client;
}

const connected = (client: Client) => until("connected", () => client.state.status.state === "connected");
const vote = { type: "suggestion.vote", suggestion: "s1" } as const;

function lastVisit(): Visit {
  const visit = relay.visits.at(-1);
  assert.ok(visit);
  return visit;
}

function textFrame(type: number, content: string): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, type);
  writeVarString(encoder, content);
  return toUint8Array(encoder);
}

function suggest(room: string, id: string): void {
  relay.doc(room).getMap("suggestions").set(id, { text: id, kind: "idea", at: 0, status: "open" });
}

test("what the relay publishes is in the view", async () => {
  const client = await join();
  await connected(client);
  suggest(`${relay.session}-1`, "s1");
  await until("it shows", () => client.state.view?.suggestions["s1"] !== undefined);
  assert.deepEqual(client.state.me, {
    participant: "p1",
    name: "Ana",
    role: "participant",
    named: false,
  });
});

test("what is no message, or larger than anything the session holds, is passed over", async () => {
  const client = await join();
  await connected(client);
  const { socket, room } = lastVisit();
  for (const type of [messageType.ack, messageType.notice])
    for (const content of ["{", "null", "[]", '{"type":"you"}']) socket.send(textFrame(type, content));
  socket.send(noticeFrame({ type: "you", name: "A".repeat(65), role: "facilitator" }));
  relay
    .doc(room)
    .getMap("people")
    .set("p1", { name: "A".repeat(65), role: "facilitator" });
  suggest(room, "s1");
  await until("it shows", () => client.state.view?.suggestions["s1"] !== undefined);
  assert.equal(client.state.me.name, "Ana");
  assert.deepEqual(client.state.view?.people, {});
});

test("[PEOPLE-4] who agrees to be named reads it in the own state, before and after the relay has shown it", async () => {
  const client = await join();
  const people = relay.doc(`${relay.session}-1`).getMap("people");
  people.set("p1", { name: "Ana", role: "participant" });
  await connected(client);
  void client.ask({ type: "participant.naming", agreed: true });
  assert.ok(client.state.me.named);
  await until("it is sent", () => lastVisit().commands.length === 1);
  people.set("p1", { name: "Ana", role: "participant", named: true });
  lastVisit().answer(client.state.pending[0], { ok: true });
  await until("nothing is pending", () => client.state.pending.length === 0);
  assert.ok(client.state.me.named);
});

test("a refused vote is taken back, and the reason is told", async () => {
  const events: ClientEvent[] = [];
  const client = await join({ onEvent: (event) => events.push(event) });
  suggest(`${relay.session}-1`, "s1");
  await connected(client);
  const decision = client.ask(vote);
  assert.equal(client.state.view?.votes["s1"], 1);
  assert.equal(client.state.pending.length, 1);
  await until("it is sent", () => lastVisit().commands.length === 1);
  const refusal = { ok: false, reason: "not-possible", message: "It is done." } as const;
  lastVisit().answer(lastVisit().commands[0], refusal);
  assert.deepEqual(await decision, refusal);
  assert.equal(client.state.view?.votes["s1"], undefined);
  assert.deepEqual(events, [
    { type: "refused", command: vote, reason: "not-possible", message: "It is done." },
  ]);
});

test("an accepted vote never leaves the view between the answer and the document", async () => {
  const room = `${relay.session}-1`;
  suggest(room, "s1");
  const seen: (number | undefined)[] = [];
  const client = await join({ onChange: () => seen.push(client.state.view?.votes["s1"]) });
  await connected(client);
  seen.length = 0;
  const decision = client.ask(vote);
  await until("it is sent", () => lastVisit().commands.length === 1);
  lastVisit().answer(lastVisit().commands[0], { ok: true });
  lastVisit().socket.send(noticeFrame({ type: "vote", suggestion: "s1", voted: true }));
  await decision;
  relay.doc(room).getMap("votes").set("s1", 1);
  lastVisit().socket.send(noticeFrame({ type: "shown", seq: 1 }));
  await until("it is shown", () => client.state.votes.has("s1") && seen.length > 3);
  assert.deepEqual(new Set(seen), new Set([1]));
});

test("[CMD-3] a command whose answer was lost with the connection is sent again under its id", async () => {
  const client = await join();
  await connected(client);
  const decision = client.ask(vote);
  await until("it is sent", () => lastVisit().commands.length === 1);
  const [first] = lastVisit().commands;
  lastVisit().socket.terminate();
  await until("told", () => client.state.status.state === "reconnecting");
  assert.equal(client.state.status.unsent, 1);
  await until("it is sent again", () => relay.visits.length === 2 && lastVisit().commands.length === 1);
  assert.deepEqual(lastVisit().commands[0], first);
  lastVisit().answer(first, { ok: true });
  assert.deepEqual(await decision, { ok: true });
});

test("what was asked for offline is sent by the next life of the editor, from the same store", async () => {
  const store = memoryOutbox();
  const first = await join({ store });
  await connected(first);
  first.disconnect();
  const decision = first.ask(vote);
  assert.deepEqual(first.state.status, { state: "offline", unsent: 1 });
  await until("saved", () => first.state.pending.length === 1);
  await new Promise(setImmediate);
  first.close();
  await assert.rejects(decision, /closed/);
  await join({ store });
  await until("it is sent", () => lastVisit().commands.length === 1);
  assert.deepEqual(lastVisit().commands[0]?.command, vote);
});

test("[EPOCH-2] another epoch is a new document: the old view stays until the new one is there, nothing twice", async () => {
  const [old, next] = [`${relay.session}-1`, `${relay.session}-2`];
  suggest(old, "s1");
  suggest(next, "s1");
  suggest(next, "s2");
  relay.onVisit = ({ room, socket }) => {
    if (room === old && relay.visits.length > 1) socket.close(closeCode.moved, next);
    return false;
  };
  const seen = new Set<string>();
  const client = await join({
    onChange: () => {
      if (relay.visits.length > 1) seen.add(Object.keys(client.state.view?.suggestions ?? {}).join());
    },
  });
  await connected(client);
  void client.ask(vote);
  await until("it is sent", () => lastVisit().commands.length === 1);
  lastVisit().socket.close(closeCode.moved, next);
  await until("moved", () => client.state.view?.suggestions["s2"] !== undefined);
  assert.deepEqual([...seen].sort(), ["s1", "s1,s2"]);
  await until("the outbox is sent again", () => lastVisit().commands.length === 1);
  assert.deepEqual(
    relay.visits.map(({ room }) => room),
    [old, next],
  );
});

test("a relay that leads from room to room without end is followed ever more slowly", async () => {
  relay.onVisit = ({ socket }) => {
    socket.close(closeCode.moved, `${relay.session}-${relay.visits.length + 1}`);
    return true;
  };
  const client = await join();
  await until("three rooms", () => relay.visits.length === 3);
  assert.equal(client.state.view, null);
  client.close();
});

test("a room of another session is not followed", async () => {
  relay.onVisit = ({ socket }) => {
    socket.close(closeCode.moved, `${"x".repeat(22)}-2`);
    return true;
  };
  const client = await join();
  await until("closed", () => client.state.status.state === "closed");
  assert.equal(relay.visits.length, 1);
});

for (const [name, code] of Object.entries(closeCode).filter(([, code]) => code !== closeCode.moved)) {
  const final = code >= 4400 && code < 4500;
  test(`close code ${code} (${name}) ${final ? "ends it" : "is followed by another attempt"}`, async () => {
    relay.onVisit = ({ socket }) => {
      if (relay.visits.length === 1) socket.close(code, "because");
      return relay.visits.length === 1;
    };
    const client = await join();
    if (!final) return await connected(client);
    await until("closed", () => client.state.status.state === "closed");
    assert.deepEqual(client.state.status, { state: "closed", code, reason: "because", unsent: 0 });
    client.connect();
    await connected(client);
  });
}

test("a relay of another version is left alone, with a sentence", async () => {
  relay.protocol = 2;
  const client = await join();
  await until("closed", () => client.state.status.state === "closed");
  assert.equal(relay.visits.length, 1);
});
