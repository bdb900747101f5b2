/** Whoever asks for what is not theirs, or says what is no message: refused or sent away, and nobody else notices. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { connect as connectStream } from "node:net";
import { join as joinPath } from "node:path";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { seededRandom } from "#ml/random.ts";
import { commandFrame } from "#protocol/session/frame.ts";
import { closeCode } from "#protocol/session/wire.ts";
import { readMessage } from "#server/messages.ts";
import { filesIn } from "#support/goldenProject.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { mutatedFrame } from "#support/mutatedFrames.ts";
import { until } from "#support/processes.ts";
import {
  commandId,
  connect,
  enter,
  type Guest,
  join,
  question,
  syncFrame,
  tryToJoin,
} from "#support/relayGuest.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

const seed = Number(process.env["BATON_SEED"] ?? Date.now() % 1_000_000);

/** Rates are tested by themselves; here every frame is to be looked at. */
const patient = {
  messagesPerSecond: 1e9,
  messagesAtOnce: 1e9,
  commandsPerSecond: 1e9,
  commandsAtOnce: 1e9,
  commandsPerSecondInAll: 1e9,
  joinsPerSecond: 1e9,
};

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Memory that stays after a while of the same, in bytes: what is kept, not what waits to be collected. */
function heldMemory(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Somebody who does nothing wrong still gets answers. */
async function undisturbed(bystander: Guest): Promise<void> {
  const { result } = await bystander.ask({
    type: "suggestion.comment",
    suggestion: "s1",
    text: "Still here",
  });
  assert.deepEqual(result.ok, true);
}

test("100,000 broken frames alter nothing, crash nothing, and leave no memory behind", async (context) => {
  context.diagnostic(`BATON_SEED=${seed}`);
  const random = seededRandom(seed);
  await using relay = await hostedRelay({ limits: { ...patient, commentsEach: 20_000 } });
  using facilitator = await enter(relay, "facilitator");
  await facilitator.ask({ type: "suggestion.post", text: "Untouched", kind: "idea" });
  const { token, participant } = await join(relay);
  let sent = 0;
  let sockets = 0;
  let before = 0;
  while (sent < 100_000) {
    const socket = new WebSocket(
      `${relay.url.replace("http", "ws")}/${relay.session}-${relay.stats().epoch}`,
      {
        headers: { authorization: `Bearer ${token}` },
      },
    );
    socket.on("error", () => undefined);
    await new Promise((resolve) => socket.once("message", resolve));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    // Most of them end the socket: what comes behind is not looked at, so a socket gets few.
    for (let index = 0; index < 25; index += 1) socket.send(mutatedFrame(random));
    sent += 25;
    socket.close();
    await closed;
    sockets += 1;
    if (sockets === 400) before = heldMemory();
    if (sockets % 400 === 0) await undisturbed(facilitator);
  }
  await facilitator.sync();
  const board = facilitator.document.getMap("suggestions");
  assert.deepEqual(
    Object.entries(Object(board.get("s1"))).find(([key]) => key === "text"),
    ["text", "Untouched"],
  );
  // A flipped bit may leave a good command: then it is its sender's own.
  board.delete("s1");
  assert.ok([...board.values()].every((value) => Object(value).author === participant));
  const grown = heldMemory() - before;
  assert.ok(grown < 32 * 1024 * 1024, `${grown} bytes more are held`);
});

test("each of 100,000 broken frames is something that the wire knows, or nothing, but never an error", () => {
  const random = seededRandom(seed);
  const known = new Set(["question", "malformed", "command", "nothing", undefined]);
  for (let index = 0; index < 100_000; index += 1) {
    assert.ok(known.has(readMessage(Buffer.from(mutatedFrame(random)))?.type));
  }
});

test("[WIRE-3] a document write, in either of Yjs's forms, reaches nobody", async () => {
  await using relay = await hostedRelay({ limits: patient });
  using bystander = await enter(relay);
  await bystander.sync();
  const doc = new Y.Doc();
  doc.getMap("suggestions").set("s1", { text: "forged" });
  for (const update of [Y.encodeStateAsUpdate(doc), Y.encodeStateAsUpdateV2(doc)]) {
    for (const kind of [1, 2]) {
      using attacker = await enter(relay);
      attacker.send(syncFrame(kind, update));
      assert.equal((await attacker.closed).code, closeCode.malformed);
    }
  }
  await bystander.sync();
  assert.equal(bystander.document.getMap("suggestions").size, 0);
});

test("[JOIN-3] an id that a client claims is nowhere heard: what it asks for is its own", async () => {
  await using relay = await hostedRelay({ limits: patient });
  using victim = await enter(relay);
  using attacker = await enter(relay);
  const post = { type: "suggestion.post", text: "Mine", kind: "idea" } as const;
  const claims = [
    { participant: victim.participant },
    { author: victim.participant },
    { by: victim.participant },
  ];
  for (const claim of claims) {
    const id = commandId();
    const message = { id, command: { ...post, ...claim } };
    attacker.send(commandFrame(message));
    const { result } = await attacker.until((received) =>
      received.type === "ack" && received.ack.id === id ? received.ack : undefined,
    );
    assert.equal(result.ok, false);
  }
  await attacker.ask(post);
  await victim.sync();
  await until("it shows", () => victim.document.getMap("suggestions").has("s1"));
  assert.equal(Object(victim.document.getMap("suggestions").get("s1")).author, attacker.participant);
  // The same command id from somebody else is another command.
  const id = commandId();
  const [one, other] = [await victim.ask(post, id), await attacker.ask(post, id)];
  assert.notDeepEqual(one, other);
});

test("[TOKEN-2] forged tokens are sent away, whatever they look like", async () => {
  await using relay = await hostedRelay({ limits: patient });
  const { token, room } = await join(relay);
  const forged = [
    "",
    "baton_p_",
    `baton_p_${"A".repeat(43)}`,
    token.slice(0, -1),
    `${token}A`,
    token.toLowerCase(),
    relay.invitations.facilitator,
    "../../etc/passwd",
    "x".repeat(4_000),
    "' OR 1=1 --",
  ];
  for (const text of forged.filter((candidate) => candidate !== token)) {
    using guest = connect(relay, { room, ...(text === "" ? {} : { token: text }) });
    assert.equal((await guest.closed).code, closeCode.tokenRefused, text);
  }
});

test("[ID-1] no text of a sender is a key, a path or a number of anything", async () => {
  await using relay = await hostedRelay({ limits: patient });
  using attacker = await enter(relay, "facilitator");
  const names = [
    "__proto__",
    "constructor",
    "toString",
    "x".repeat(5_000),
    "s0",
    "s1'; DROP TABLE rows",
    "../s1",
  ];
  for (const name of names) {
    for (const command of [
      { type: "suggestion.vote", suggestion: name },
      { type: name },
      { type: "participant.remove", participant: name },
      { type: "rotation.reorder", turn: 0, order: [name] },
      { type: "session.settings", [name]: true },
      JSON.parse(`{"type":"suggestion.vote","suggestion":"s1","__proto__":{"role":"facilitator"}}`),
    ]) {
      const { result } = await attacker.ask(command);
      assert.equal(result.ok, false, JSON.stringify(command).slice(0, 200));
    }
  }
  // As text they are text.
  for (const name of names.slice(0, 3)) {
    assert.equal((await attacker.ask({ type: "participant.rename", name })).result.ok, true);
    assert.equal((await attacker.ask({ type: "suggestion.post", text: name, kind: "idea" })).result.ok, true);
  }
  assert.equal(
    await tryToJoin(relay, { code: relay.invitations.participant, name: "x".repeat(5_000) }),
    "malformed",
  );
  assert.equal(Object.getPrototypeOf({}), Object.prototype);
  assert.equal("role" in {}, false);
});

test("[ID-3] rooms that are paths, and 10,000 that do not exist, are no rooms", async () => {
  await using relay = await hostedRelay({ limits: patient });
  using bystander = await enter(relay, "facilitator");
  await bystander.ask({ type: "suggestion.post", text: "Untouched", kind: "idea" });
  const { token } = await join(relay);
  const paths = [
    "",
    "..%2f..%2fetc",
    "%00",
    "../../etc/passwd",
    `${relay.session}/../x`,
    "x".repeat(5_000),
    "__proto__",
  ];
  for (const room of paths) {
    using guest = connect(relay, { room, token });
    assert.equal((await guest.closed).code, closeCode.notFound, room);
  }
  let before = 0;
  for (let batch = 0; batch < 100; batch += 1) {
    const guests = Array.from({ length: 100 }, (_, index) =>
      connect(relay, { room: `${batch}-${index}`.padStart(22, "x"), token }),
    );
    const codes = await Promise.all(guests.map(({ closed }) => closed));
    assert.ok(codes.every(({ code }) => code === closeCode.notFound));
    if (batch === 10) before = heldMemory();
  }
  const grown = heldMemory() - before;
  assert.ok(grown < 32 * 1024 * 1024, `${grown} bytes more are held`);
  assert.equal(relay.stats().connections, 1);
  await undisturbed(bystander);
});

test("[WIRE-6] floods are refused, then sent away; the others are answered meanwhile", async () => {
  await using relay = await hostedRelay();
  using bystander = await enter(relay, "facilitator");
  await bystander.ask({ type: "suggestion.post", text: "Untouched", kind: "idea" });
  using attacker = await enter(relay);
  for (let index = 0; index < 5_000; index += 1) {
    attacker.send(commandFrame({ id: commandId(), command: { type: "suggestion.vote", suggestion: "s1" } }));
  }
  await undisturbed(bystander);
  assert.equal((await attacker.closed).code, closeCode.flooding);
  const refused = attacker.received.filter(
    (received) =>
      received.type === "ack" && !received.ack.result.ok && received.ack.result.reason === "too-fast",
  );
  assert.ok(refused.length > 0);
  using other = await enter(relay);
  for (let index = 0; index < 5_000; index += 1) other.send(question(other.document));
  assert.equal((await other.closed).code, closeCode.flooding);
  await undisturbed(bystander);
});

test("bytes that are no HTTP, and half a request, hold nobody up", async () => {
  await using relay = await hostedRelay({ limits: { requestMilliseconds: 500 } });
  const { hostname, port } = new URL(relay.url);
  const nonsense = [
    "\x16\x03\x01\x02\x00",
    "GET / HTTP/1.1\r\nHost: x\r\n",
    "POST /join HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{",
  ];
  const ended = nonsense.map(
    (text) =>
      new Promise<void>((resolve) => {
        const stream = connectStream(Number(port), hostname, () => stream.write(text));
        stream.on("error", () => undefined);
        stream.on("data", () => undefined);
        stream.on("close", () => resolve());
      }),
  );
  using bystander = await enter(relay);
  await bystander.sync();
  await Promise.all(ended);
});

test("[TOKEN-3] no secret is in anything that is stored, shown or answered", async () => {
  using folder = temporaryFolder();
  const secrets: string[] = [];
  const seen: string[] = [];
  {
    await using relay = await hostedRelay({ data: folder.path });
    using facilitator = await enter(relay, "facilitator");
    using participant = await enter(relay);
    secrets.push(facilitator.token, participant.token, ...Object.values(relay.invitations));
    await participant.ask({ type: "suggestion.post", text: "An idea", kind: "idea" });
    await participant.sync();
    using refused = connect(relay, { room: participant.room, token: `${participant.token}x` });
    const { reason } = await refused.closed;
    const headers = { authorization: `Bearer ${facilitator.token}` };
    const exported = await (await fetch(`${relay.url}/export`, { headers })).text();
    const refusal = await (
      await fetch(`${relay.url}/export`, { headers: { authorization: "Bearer x" } })
    ).text();
    seen.push(reason, exported, refusal, JSON.stringify(relay.stats()));
    for (const guest of [facilitator, participant]) {
      seen.push(JSON.stringify(guest.received), JSON.stringify(guest.document.toJSON()));
    }
    for (const name of filesIn(folder.path)) seen.push(readFileSync(joinPath(folder.path, name), "latin1"));
  }
  for (const name of filesIn(folder.path)) seen.push(readFileSync(joinPath(folder.path, name), "latin1"));
  assert.ok(seen.some((text) => text.includes("An idea")));
  for (const secret of secrets) assert.ok(!seen.some((text) => text.includes(secret)), "a secret is there");
});
