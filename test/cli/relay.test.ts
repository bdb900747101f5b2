import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { get } from "node:https";
import { join } from "node:path";
import { test } from "node:test";
import { joinSession } from "#client/joinSession.ts";
import { baton } from "#support/batonCommand.ts";
import { announcementSchema, startRelayProcess } from "#support/relayProcess.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";
import { memberOf } from "#support/travellers.ts";

const here = (path: string) => ["--port", "0", "--data", path];

test("relay prints one line of JSON with links that let people in, and a signal ends it cleanly", async () => {
  using folder = temporaryFolder();
  const relay = await startRelayProcess(here(folder.path));
  const facilitator = await joinSession(relay.invitations.facilitator, "Ana");
  const participant = await joinSession(relay.invitations.participant, "Bo");
  assert.deepEqual([facilitator.role, participant.role], ["facilitator", "participant"]);
  assert.equal(facilitator.session, relay.session);
  assert.equal(await relay.end("SIGTERM"), 0);
  assert.equal(relay.printed().trim().split("\n").length, 1);
});

test("with --linger a relay to which nobody comes ends by itself, with exit code 0 and no word", async () => {
  using folder = temporaryFolder();
  const relay = await startRelayProcess([...here(folder.path), "--linger", "1"]);
  const [code] = await once(relay.child, "exit");
  assert.equal(code, 0);
  assert.equal(relay.printed().trim().split("\n").length, 1);
});

test("the line names the port and the codes that are in the links", async () => {
  using folder = temporaryFolder();
  const relay = await startRelayProcess(here(folder.path));
  const { port, codes } = announcementSchema.parse(JSON.parse(relay.printed()));
  assert.equal(String(port), new URL(relay.url).port);
  const { facilitator, participant } = relay.invitations;
  assert.deepEqual(codes, { facilitator: facilitator.code, participant: participant.code });
  assert.equal(await relay.end("SIGTERM"), 0);
});

test("[OBJ-6] with --objects-megabytes it holds so much of a pipeline's outputs, with 0 none", async () => {
  for (const [megabytes, capacity] of [
    ["3", 3 * 1024 * 1024],
    ["0", null],
  ] as const) {
    using folder = temporaryFolder();
    const relay = await startRelayProcess([...here(folder.path), "--objects-megabytes", megabytes]);
    const { objects } = await memberOf(relay);
    const held = await objects.held(["0".repeat(32)], new AbortController().signal).catch(() => null);
    assert.deepEqual(held?.capacity ?? null, capacity);
    assert.equal(await relay.end("SIGTERM"), 0);
  }
  using folder = temporaryFolder();
  const refused = await baton(folder.path, "relay", ...here(folder.path), "--objects-megabytes", "lots");
  assert.deepEqual([refused.code, refused.stdout], [2, ""]);
  assert.match(refused.stderr, /'lots' is no number of megabytes/);
});

test("a relay goes on with the session that its folder holds", async () => {
  using folder = temporaryFolder();
  const first = await startRelayProcess(here(folder.path));
  assert.equal(await first.end("SIGINT"), 0);
  const second = await startRelayProcess(here(folder.path));
  assert.equal(second.session, first.session);
  assert.equal(await second.end("SIGTERM"), 0);
});

test("a second relay on the same folder is refused with a sentence, and leaves the first one alone", async () => {
  using folder = temporaryFolder();
  const first = await startRelayProcess(here(folder.path));
  const second = await baton(folder.path, "relay", ...here(folder.path));
  assert.deepEqual([second.code, second.stdout], [2, ""]);
  assert.match(second.stderr, /^baton relay: Another relay uses the folder .*\n$/);
  await joinSession(first.invitations.participant, "Bo");
  assert.equal(await first.end("SIGTERM"), 0);
});

for (const [what, args, message] of [
  ["a port that is none", ["--port", "70000", "--data", "x"], /'70000' is no port/],
  ["a time to linger that is none", ["--data", "x", "--linger", "0"], /'0' is no number of seconds/],
  ["no folder", ["--port", "0"], /takes --data/],
  ["a certificate without its key", ["--data", "x", "--tls-cert", "c.pem"], /go together/],
  [
    "a certificate that is not there",
    ["--data", "x", "--tls-cert", "c", "--tls-key", "k"],
    /file c cannot be read/,
  ],
  [
    "a certificate that is none",
    ["--data", "x", "--tls-cert", import.meta.filename, "--tls-key", import.meta.filename],
    /not in PEM form/,
  ],
] as const) {
  test(`${what} is exit code 2, with a sentence`, async () => {
    using folder = temporaryFolder();
    const { code, stdout, stderr } = await baton(folder.path, "relay", ...args);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, message);
  });
}

const withoutOpenssl =
  spawnSync("openssl", ["version"]).status !== 0 && "no openssl to make a certificate with";

test("with a certificate the relay speaks https", { skip: withoutOpenssl }, async () => {
  using folder = temporaryFolder();
  const [key, certificate] = [join(folder.path, "key.pem"), join(folder.path, "cert.pem")];
  const made = [
    "-keyout",
    key,
    "-out",
    certificate,
    "-subj",
    "/CN=localhost",
    "-addext",
    "subjectAltName=IP:127.0.0.1",
  ];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", ...made], { stdio: "ignore" });
  const files = ["--tls-cert", certificate, "--tls-key", key];
  const relay = await startRelayProcess([...here(join(folder.path, "session")), ...files]);
  assert.match(relay.url, /^https:/);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${relay.url}/export`, { ca: readFileSync(certificate) }, resolve).on("error", reject);
  });
  assert.equal(response.statusCode, 403);
  assert.equal(await relay.end("SIGTERM"), 0);
});

test("a port that is taken is exit code 2, with a sentence", async () => {
  using folder = temporaryFolder();
  const first = await startRelayProcess(here(`${folder.path}/one`));
  const { port } = new URL(first.url);
  const second = await baton(folder.path, "relay", "--port", port, "--data", `${folder.path}/two`);
  assert.equal(second.code, 2);
  assert.match(second.stderr, /^baton relay: .*\n$/);
  await first.end("SIGTERM");
});
