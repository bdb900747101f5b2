/** [CMD-6]: a disk that takes no more. A limit on the size of files fails writes as a full disk does. */
import assert from "node:assert/strict";
import { platform } from "node:os";
import { test } from "node:test";
import { joinSession } from "#client/joinSession.ts";
import { commandFrame } from "#protocol/session/frame.ts";
import { type Ack, closeCode } from "#protocol/session/wire.ts";
import { commandId, connect, type Guest } from "#support/relayGuest.ts";
import { type RelayProcess, startRelayProcess } from "#support/relayProcess.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

const command = (text: string) =>
  ({ type: "suggestion.post", text: text.padEnd(2_000, "."), kind: "idea" }) as const;

/** Sends one command after the other until the relay goes away. */
async function fill(guest: Guest): Promise<{ acks: Ack[]; last: string }> {
  const acks: Ack[] = [];
  let last = "";
  try {
    for (let index = 0; index < 60; index += 1) {
      last = commandId();
      acks.push(await guest.ask(command(`Idea ${index}`), last));
    }
  } catch {
    // Closed.
  }
  return { acks, last };
}

async function greeted(
  relay: RelayProcess,
  joined: { token: string; session: string },
  epoch: number,
): Promise<Guest> {
  const guest = connect(relay, { token: joined.token, room: `${joined.session}-${epoch}` });
  await guest.notice("welcome");
  return guest;
}

test("when the disk is full the relay says so, acknowledges nothing more and exits with 1; what it acknowledged is there", {
  skip: platform() === "win32" && "there is no limit on the size of files",
}, async () => {
  using folder = temporaryFolder();
  const args = ["--port", "0", "--data", folder.path];
  const full = await startRelayProcess(args, ["bash", "-c", 'ulimit -f 400; exec "$@"', "bash"]);
  const joined = await joinSession(full.invitations.facilitator, "Ana");
  const guest = await greeted(full, joined, 1);
  const ended = new Promise<number | null>((resolve) => full.child.once("close", resolve));
  const { acks, last } = await fill(guest);

  assert.ok(acks.length > 0 && acks.length < 60, `${acks.length} commands fit`);
  assert.ok(acks.every(({ result }) => result.ok));
  assert.equal((await guest.closed).code, closeCode.storageFailed);
  assert.deepEqual((await guest.notice("stopping").catch(() => null))?.why ?? "storage", "storage");
  assert.equal(await ended, 1);
  assert.match(full.printed(), /cannot be stored any more/);

  const roomy = await startRelayProcess(args);
  try {
    const again = await greeted(roomy, joined, 2);
    await again.sync();
    const board = again.document.getMap("suggestions");
    assert.deepEqual(
      [...board.keys()],
      acks.map(({ result }) => (result.ok ? result.made : null)),
    );
    again.send(commandFrame({ id: last, command: command("Idea again") }));
    const late = await again.ask(command("Idea again"), last);
    assert.deepEqual(late.seq, acks.length + 1);
    again.socket.terminate();
  } finally {
    assert.equal(await roomy.end("SIGTERM"), 0);
  }
});
