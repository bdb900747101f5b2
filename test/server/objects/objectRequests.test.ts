/** The relay's requests about outputs, asked rightly and wrongly: who may, what is a name, what never ends. */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { connect as connectStream, type Socket } from "node:net";
import { join as joinPath } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { heldSchema, objectRefusedSchema } from "#protocol/session/objects.ts";
import type { Relay } from "#server/index.ts";
import { fakeClock } from "#support/fakeClock.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { filesOf, md5, relayWithObjects, type TestObject, testObject } from "#support/objects.ts";
import { until, waitFor } from "#support/processes.ts";
import { enter, join } from "#support/relayGuest.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

interface Answer {
  readonly status: number;
  readonly reason: string | null;
}

async function ask(
  relay: Relay,
  token: string | null,
  path: string,
  init: { method?: string; body?: string | Buffer<ArrayBuffer> } = {},
): Promise<Answer> {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${relay.url}/objects/${path}`, { ...init, headers });
  const body = await response.text();
  if (response.ok) return { status: response.status, reason: null };
  return { status: response.status, reason: objectRefusedSchema.parse(JSON.parse(body)).reason };
}

function put(relay: Relay, token: string | null, { name, content }: TestObject): Promise<Answer> {
  return ask(relay, token, name, { method: "PUT", body: content });
}

const small = testObject("a", 1_000);
const done: Answer = { status: 200, reason: null };

test("[OBJ-2] what one brings, another asks for and gets", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path, { objectsBytes: 5_000 });
  const [one, other] = [await join(relay), await join(relay)];
  assert.deepEqual(await put(relay, one.token, small), done);
  const headers = { authorization: `Bearer ${other.token}` };
  const body = JSON.stringify({ names: [small.name, md5("b")] });
  const held = await fetch(`${relay.url}/objects/held`, { method: "POST", headers, body });
  const { held: objects, capacity } = heldSchema.parse(await held.json());
  assert.deepEqual([objects, capacity], [[{ name: small.name, bytes: 1_000 }], 5_000]);
  const response = await fetch(`${relay.url}/objects/${small.name}`, { headers });
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), small.content);
  assert.equal(response.headers.get("cache-control"), "no-store");
  assert.deepEqual(await ask(relay, other.token, md5("b")), { status: 404, reason: "not-found" });
});

test("[OBJ-3] without a token, or with a wrong one, nothing is said", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path);
  const { token } = await join(relay);
  await put(relay, token, small);
  const refused: Answer = { status: 401, reason: "token-refused" };
  for (const wrong of [null, "x", token.slice(0, -1), relay.invitations.facilitator]) {
    assert.deepEqual(await ask(relay, wrong, small.name), refused);
    assert.deepEqual(await put(relay, wrong, testObject("b", 10)), refused);
    assert.deepEqual(await ask(relay, wrong, "held", { method: "POST", body: '{"names":[]}' }), refused);
  }
  const response = await fetch(`${relay.url}/objects/${small.name}?token=${token}`);
  assert.equal(response.status, 401);
  assert.deepEqual(filesOf(folder.path), [small.name]);
});

test("[OBJ-3] who was removed gets nothing and brings nothing", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path);
  using facilitator = await enter(relay, "facilitator");
  const { token, participant } = await join(relay);
  await put(relay, token, small);
  await facilitator.ask({ type: "participant.remove", participant });
  const refused: Answer = { status: 403, reason: "removed" };
  assert.deepEqual(await ask(relay, token, small.name), refused);
  assert.deepEqual(await put(relay, token, testObject("b", 10)), refused);
});

test("[OBJ-3] observers, and who has no seat, get but do not bring; facilitators do both", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path);
  using facilitator = await enter(relay, "facilitator");
  const observer = await join(relay);
  await facilitator.ask({
    type: "participant.setRole",
    participant: observer.participant,
    role: "observer",
  });
  await facilitator.ask({ type: "rotation.settings", everybody: false });
  const seatless = await join(relay);
  assert.deepEqual(await put(relay, facilitator.token, small), done);
  for (const { token } of [observer, seatless]) {
    assert.deepEqual(await put(relay, token, testObject("b", 10)), { status: 403, reason: "forbidden" });
    assert.deepEqual(await ask(relay, token, small.name), done);
  }
});

test("[OBJ-8] after the end nothing is there and nothing is answered, also by a relay that starts again", async () => {
  using folder = temporaryFolder();
  const token = await (async () => {
    await using relay = await relayWithObjects(folder.path);
    using facilitator = await enter(relay, "facilitator");
    await put(relay, facilitator.token, small);
    await facilitator.ask({ type: "session.end" });
    await until("all is gone", () => filesOf(folder.path).length === 0);
    assert.deepEqual(await ask(relay, facilitator.token, small.name), { status: 410, reason: "ended" });
    return facilitator.token;
  })();
  await using relay = await relayWithObjects(folder.path);
  assert.deepEqual(await put(relay, token, small), { status: 410, reason: "ended" });
});

test("[OBJ-8] a relay that keeps nothing on a disk, or none of it, says so", async () => {
  using folder = temporaryFolder();
  await using inMemory = await hostedRelay();
  await using without = await relayWithObjects(folder.path, { objectsBytes: 0 });
  for (const relay of [inMemory, without]) {
    const { token } = await join(relay);
    assert.deepEqual(await put(relay, token, small), { status: 501, reason: "off" });
    assert.deepEqual(await ask(relay, token, small.name), { status: 501, reason: "off" });
  }
});

/** What a client of ours would never send: the request line as it is. */
async function asked(relay: Relay, request: string): Promise<string> {
  const { hostname, port } = new URL(relay.url);
  const stream = connectStream(Number(port), hostname);
  stream.write(request);
  return await text(stream);
}

test("[OBJ-1] nothing but an md5 is a name, and nothing outside the folder is read or written", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path);
  const { token } = await join(relay);
  const secret = joinPath(folder.path, "relay", "secret");
  writeFileSync(secret, "secret");
  const hex = "0".repeat(32);
  const names = [
    "",
    ".",
    "../secret",
    "..%2fsecret",
    "%2e%2e/secret",
    "../session.db",
    `${hex}/../../secret`,
    "/etc/passwd",
    `${hex.slice(1)}`,
    `${hex}0`,
    hex.replaceAll("0", "A"),
    `${hex}.dir.dir`,
    `${hex}.DIR`,
    `${hex}.tmp`,
    `${hex}%00`,
    `${hex}?x`,
    `${hex}#x`,
    ".0123456789abcdef.tmp",
    "__proto__",
    "x".repeat(4_000),
  ];
  for (const name of names) {
    for (const method of ["GET", "PUT"]) {
      const lines = [`${method} /objects/${name} HTTP/1.1`, "Host: x", "Content-Length: 6"];
      const head = [...lines, `Authorization: Bearer ${token}`, "Connection: close"].join("\r\n");
      const answer = await asked(relay, `${head}\r\n\r\nhidden`);
      assert.match(answer, /^HTTP\/1\.1 400 /, `${method} ${name}`);
      assert.ok(!answer.includes("secret\n"), name);
    }
  }
  assert.deepEqual(readdirSync(joinPath(folder.path, "relay", "objects")), []);
  assert.ok(readdirSync(joinPath(folder.path, "relay")).includes("secret"));
});

test("[OBJ-2] other methods, and lists that are none, are refused", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path);
  const { token } = await join(relay);
  const malformed: Answer = { status: 400, reason: "malformed" };
  for (const method of ["POST", "DELETE", "PATCH"])
    assert.deepEqual(await ask(relay, token, small.name, { method }), malformed);
  const tooMany = { names: Array.from({ length: 1_001 }, (_, index) => md5(String(index))) };
  const lists = ["", "[]", "{}", '{"names":["../x"]}', '{"names":[1]}', '{"names":[],"x":1}'];
  for (const body of [...lists, JSON.stringify(tooMany), " ".repeat(100_000)])
    assert.deepEqual(await ask(relay, token, "held", { method: "POST", body }), malformed, body.slice(0, 40));
});

test("[OBJ-4] what is not as announced is refused and not kept; the refused one still gets its answer", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path, { objectsBytes: 2_000_000 });
  const { token } = await join(relay);
  const forged = { name: small.name, content: Buffer.from("x") };
  assert.deepEqual(await put(relay, token, forged), { status: 422, reason: "corrupt" });
  // As much as no socket takes at once: it is refused before it has come.
  const large = testObject("b", 20_000_000);
  assert.deepEqual(await put(relay, token, large), { status: 413, reason: "too-large" });
  const { hostname, port } = new URL(relay.url);
  const head = `PUT /objects/${small.name} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${token}\r\n`;
  const chunked = await asked(
    relay,
    `${head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n`,
  );
  assert.match(chunked, /^HTTP\/1\.1 400 /);
  assert.deepEqual(filesOf(folder.path), []);
  assert.deepEqual(await put(relay, token, small), done);
});

/** Begins to bring an object of so many bytes, and brings only some. */
function begun(relay: Relay, token: string, { name, content }: TestObject): Socket {
  const { hostname, port } = new URL(relay.url);
  const stream = connectStream(Number(port), hostname);
  stream.on("error", () => undefined);
  const head = [
    `PUT /objects/${name} HTTP/1.1`,
    "Host: x",
    `Content-Length: ${content.byteLength}`,
    `Authorization: Bearer ${token}`,
  ];
  stream.write(`${head.join("\r\n")}\r\n\r\n`);
  stream.write(content.subarray(0, 10));
  return stream;
}

/** However it came: whoever writes to a socket that was cut off may hear of that first. */
function closed(stream: Socket): Promise<void> {
  return new Promise((resolve) => stream.once("close", () => resolve()));
}

test("[OBJ-7] one that stops half way is cut off, and nothing of it is left", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path, { objectIdleMilliseconds: 200 });
  const { token } = await join(relay);
  const stream = begun(relay, token, small);
  await closed(stream);
  await until("nothing is left", () => filesOf(folder.path).length === 0);
});

test("[OBJ-7] one that trickles is cut off, too", async () => {
  using folder = temporaryFolder();
  const slow = { objectIdleMilliseconds: 300, objectBytesPerSecond: 1_000_000 };
  await using relay = await relayWithObjects(folder.path, slow);
  const { token } = await join(relay);
  const stream = begun(relay, token, small);
  const trickle = setInterval(() => stream.write("a"), 50);
  await closed(stream);
  clearInterval(trickle);
  await until("nothing is left", () => filesOf(folder.path).length === 0);
});

test("[OBJ-7] whoever does not read what they asked for is cut off", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path, {
    objectIdleMilliseconds: 300,
    objectRequestsEach: 1,
  });
  const { token } = await join(relay);
  // More than the system keeps for a socket on either side.
  const large = testObject("b", 30_000_000);
  await put(relay, token, large);
  const { hostname, port } = new URL(relay.url);
  const stream = connectStream(Number(port), hostname);
  stream.pause();
  stream.write(`GET /objects/${large.name} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  for (const status of [429, 404])
    await waitFor(`status ${status}`, async () => {
      const answer = await ask(relay, token, md5("c"));
      return answer.status === status ? answer : null;
    });
  stream.destroy();
});

test("[OBJ-3] more than a participant's share at a time is refused, whatever becomes of the others", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path, { objectRequestsEach: 2 });
  const [greedy, other] = [await join(relay), await join(relay)];
  const streams = ["b", "c"].map((letter) => begun(relay, greedy.token, testObject(letter, 1_000)));
  await until("both are under way", () => filesOf(folder.path).length === 2);
  assert.deepEqual(await put(relay, greedy.token, small), { status: 429, reason: "too-fast" });
  assert.deepEqual(await put(relay, other.token, small), done);
  for (const stream of streams) stream.destroy();
  await until("they have ended", () => filesOf(folder.path).length === 1);
  assert.deepEqual(await ask(relay, greedy.token, small.name), done);
});

test("[OBJ-3] so are too many one after the other, and too many of all participants", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path, {
    objectRequestsPerSecond: 0.001,
    objectRequestsAtOnce: 3,
    objectRequests: 1,
  });
  const [one, other] = [await join(relay), await join(relay)];
  const stream = begun(relay, one.token, small);
  await until("it is under way", () => filesOf(folder.path).length === 1);
  assert.deepEqual(await ask(relay, other.token, md5("b")), { status: 503, reason: "unavailable" });
  stream.destroy();
  await until("it has ended", () => filesOf(folder.path).length === 0);
  const answers = [await ask(relay, other.token, md5("b")), await ask(relay, other.token, md5("b"))];
  assert.deepEqual(
    [...answers, await ask(relay, other.token, md5("b"))].map(({ status }) => status),
    [404, 404, 429],
  );
});

test("[OBJ-3] so are too many in a second of all participants", async () => {
  using folder = temporaryFolder();
  const clock = fakeClock();
  const limits = { objectRequestsPerSecondInAll: 2 };
  await using relay = await hostedRelay({ data: joinPath(folder.path, "relay"), limits, clock });
  const statuses: number[] = [];
  for (const { token } of [await join(relay), await join(relay), await join(relay)])
    statuses.push((await ask(relay, token, md5("b"))).status);
  assert.deepEqual(statuses, [404, 404, 503]);
  clock.advance(500);
  const { token } = await join(relay);
  assert.equal((await ask(relay, token, md5("b"))).status, 404);
});

test("[JOIN-4] a web page of another origin is refused", async () => {
  using folder = temporaryFolder();
  await using relay = await relayWithObjects(folder.path);
  const { token } = await join(relay);
  const head = `GET /objects/${small.name} HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n`;
  const answer = await asked(relay, `${head}Authorization: Bearer ${token}\r\nConnection: close\r\n\r\n`);
  assert.match(answer, /^HTTP\/1\.1 403 /);
});

test("[OBJ-6] where the folder cannot be used there are no objects, but the session goes on", async () => {
  using folder = temporaryFolder();
  mkdirSync(joinPath(folder.path, "relay"));
  folder.write("relay/objects", "a file in the way");
  await using relay = await relayWithObjects(folder.path);
  const { token } = await join(relay);
  assert.deepEqual(await put(relay, token, small), { status: 501, reason: "off" });
});
