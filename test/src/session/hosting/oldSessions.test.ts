/** What earlier sessions left goes when nobody can come back to it, and never while it is kept. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { limits } from "#protocol/session/limits.ts";
import { removeOldSessions } from "#src/session/hosting/oldSessions.ts";
import { startRelay } from "#src/session/hosting/relayProgram.ts";
import { builtProduct } from "#support/built.ts";
import { endChildren, waitFor } from "#support/processes.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

const now = Date.UTC(2030, 0, 31);
const lastMoment = new Date(now - limits.tokenMilliseconds);
const old = new Date(lastMoment.getTime() - 1);

function touch(session: string, at: Date): void {
  for (const name of readdirSync(session)) utimesSync(join(session, name), at, at);
  utimesSync(session, at, at);
}

function keptSession(folder: string, name: string, at: Date): string {
  const session = join(folder, name);
  mkdirSync(session);
  writeFileSync(join(session, "relay.log"), "");
  touch(session, at);
  return session;
}

test("a session goes when nothing in it was touched for a token's life", async () => {
  using folder = temporaryFolder();
  const gone = keptSession(folder.path, "one", old);
  const young = keptSession(folder.path, "two", lastMoment);
  const written = keptSession(folder.path, "three", old);
  utimesSync(join(written, "relay.log"), lastMoment, lastMoment);
  await removeOldSessions(folder.path, now);
  assert.deepEqual([gone, young, written].map(existsSync), [false, true, true]);
});

test("what is no session's folder stays, and there need be none", async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, "file");
  writeFileSync(file, "");
  utimesSync(file, old, old);
  await removeOldSessions(folder.path, now);
  await removeOldSessions(join(folder.path, "missing"), now);
  assert.equal(existsSync(file), true);
});

test("a session whose relay runs stays however old it is, until the relay has ended", async () => {
  using folder = temporaryFolder();
  const session = join(folder.path, "one");
  const program = { nodePath: process.execPath, commandPath: (await builtProduct()).command };
  try {
    await startRelay(program, { data: session, host: "127.0.0.1", port: 0 });
    touch(session, old);
    await removeOldSessions(folder.path, now);
    assert.equal(existsSync(session), true);
  } finally {
    endChildren(folder.path);
  }
  await waitFor("the session to be gone", async () => {
    touch(session, old);
    await removeOldSessions(folder.path, now);
    return existsSync(session) ? null : true;
  });
});
