/** The embedded relay's start, with the real command. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { invitationLink } from "#protocol/session/invitation.ts";
import {
  type Announcement,
  parseAnnouncement,
  type RelayProgram,
  RelayStartError,
  startRelay,
} from "#src/session/hosting/relayProgram.ts";
import { builtProduct } from "#support/built.ts";
import { childrenOf, endChildren } from "#support/processes.ts";
import { rejection } from "#support/rejection.ts";
import { joinAsGuest } from "#support/sessionGuest.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

const host = "127.0.0.1";

async function program(): Promise<RelayProgram> {
  return { nodePath: process.execPath, commandPath: (await builtProduct()).command };
}

function link({ addresses, codes }: Announcement, role: "facilitator" | "participant"): string {
  return invitationLink({ relay: addresses[0], code: codes[role] });
}

function relayFolder(): Disposable & { readonly path: string; readonly data: string } {
  const folder = temporaryFolder();
  return {
    path: folder.path,
    data: `${folder.path}/sessions/one`,
    [Symbol.dispose]() {
      endChildren(folder.path);
      folder[Symbol.dispose]();
    },
  };
}

test("a relay starts in a folder that did not exist, and both its links let somebody in", async () => {
  using folder = relayFolder();
  const started = await startRelay(await program(), { data: folder.data, host, port: 0 });
  using ana = await joinAsGuest(link(started, "facilitator"), "Ana");
  using ben = await joinAsGuest(link(started, "participant"), "Ben");
  assert.deepEqual([ana.role, ben.role], ["facilitator", "participant"]);
});

test("a relay that was killed starts again at the same port, and goes on with the same session", async () => {
  using folder = relayFolder();
  const first = await startRelay(await program(), { data: folder.data, host, port: 0 });
  using ana = await joinAsGuest(link(first, "facilitator"), "Ana");
  await ana.client.ask({ type: "session.settings", title: "Grades" });
  endChildren(folder.path);
  const { port } = first;
  const second = await startRelay(await program(), { data: folder.data, host, port });
  assert.deepEqual([second.addresses, second.session], [first.addresses, first.session]);
  assert.deepEqual((await ana.client.ask({ type: "session.lock", locked: true })).ok, true);
  await ana.until(({ view }) => view?.session.title === "Grades" && view.session.locked);
});

test("of two relays on one folder the second says that there is another, and the first goes on", async () => {
  using folder = relayFolder();
  const first = await startRelay(await program(), { data: folder.data, host, port: 0 });
  const { message } = await rejection(RelayStartError, async () =>
    startRelay(await program(), { data: folder.data, host, port: 0 }),
  );
  assert.match(message, /^Another relay uses the folder/);
  assert.equal(childrenOf(process.pid, folder.path).length, 1);
  using ben = await joinAsGuest(link(first, "participant"), "Ben");
  await ben.until(({ view }) => view !== null);
});

test("a port that is taken and an address that is not this machine's are told in a sentence", async () => {
  using folder = relayFolder();
  const first = await startRelay(await program(), { data: folder.data, host, port: 0 });
  const { port } = first;
  const start = async (place: { host: string; port: number }) =>
    await rejection(RelayStartError, async () =>
      startRelay(await program(), { data: `${folder.path}/sessions/two`, ...place }),
    );
  assert.match((await start({ host, port })).message, /in use/);
  assert.match((await start({ host: "192.0.2.1", port: 0 })).message, /no address of this machine/);
});

test("a folder that cannot be made is told in a sentence", async () => {
  using folder = temporaryFolder();
  const file = folder.write("file", "");
  const { message } = await rejection(RelayStartError, async () =>
    startRelay(await program(), { data: `${file}/session`, host, port: 0 }),
  );
  assert.match(message, /cannot be used/);
});

test("what is no announcement is none", () => {
  for (const line of ["", "{", "null", "{}", '{"addresses":[],"session":"x"}']) {
    assert.equal(parseAnnouncement(line), null, line);
  }
});
