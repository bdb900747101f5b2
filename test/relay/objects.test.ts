/** Outputs on their way when something dies, fills up or is large: nothing half is served, and again it is complete. */
import assert from "node:assert/strict";
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { platform } from "node:os";
import { join as joinPath } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import * as z from "zod";
import { createObjectsClient } from "#client/objects/objectsClient.ts";
import type { Relay } from "#server/index.ts";
import { fetchCache } from "#src/session/cache/fetchCache.ts";
import { shareCache } from "#src/session/cache/shareCache.ts";
import { cacheOf } from "#support/goldenProject.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { type PipelineProject, pipelineProject } from "#support/pipelineProject.ts";
import { until } from "#support/processes.ts";
import { connect, join } from "#support/relayGuest.ts";
import { type RelayProcess, startRelayProcess } from "#support/relayProcess.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";
import { cloneOf, everything, type Member, memberOf } from "#support/travellers.ts";

const megabyte = 1024 * 1024;

/** One stage whose output is as large. */
async function largeProject(bytes: number): Promise<PipelineProject> {
  const stage = [
    "    cmd: truncate -s $(cat in.txt) large.bin",
    "    deps: [in.txt]",
    "    outs: [large.bin]",
  ];
  const project = pipelineProject({
    "dvc.yaml": `stages:\n  make:\n${stage.join("\n")}\n`,
    "in.txt": String(bytes),
  });
  execFileSync("git", ["init", "--quiet"], { cwd: project.path });
  await project.run();
  return project;
}

function objectsIn(data: string): string[] {
  return readdirSync(joinPath(data, "objects"));
}

const outcomeSchema = z.object({ ending: z.object({ type: z.string() }), grown: z.number() });

/** A driver's editor as a process: how it ended, null where it was killed. */
function travel(...args: string[]): Promise<z.infer<typeof outcomeSchema> | null> {
  const program = joinPath(import.meta.dirname, "../support/travelProcess.ts");
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, ...args], (error, stdout, stderr) => {
      if (error === null) resolve(outcomeSchema.parse(JSON.parse(stdout)));
      else if (error.signal === "SIGKILL") resolve(null);
      else reject(new Error(stderr));
    });
  });
}

test("[OBJ-4] the relay is killed in the middle: the transfer goes on with the next one, nothing half is kept", async () => {
  using folder = temporaryFolder();
  using mine = await largeProject(30 * megabyte);
  const first = await startRelayProcess(["--port", "0", "--data", folder.path]);
  const { objects } = await memberOf(first);
  const next = Promise.withResolvers<RelayProcess>();
  let killed = false;
  const shared = await shareCache(mine.path, objects, {
    ...everything,
    onProgress({ moved }) {
      if (killed || moved < 10 * megabyte) return;
      killed = true;
      const again = ["--port", new URL(first.url).port, "--data", folder.path];
      next.resolve(first.end("SIGKILL").then(() => startRelayProcess(again)));
    },
  });
  const relay = await next.promise;
  assert.deepEqual([shared.ending.type, shared.objects], ["complete", 1]);
  assert.equal(objectsIn(folder.path).length, 1);
  using yours = cloneOf(mine);
  assert.equal((await fetchCache(yours.path, objects, everything)).objects, 1);
  assert.deepEqual(await yours.run(), { make: "restored" });
  await relay.end("SIGTERM");
});

test("[OBJ-4] an editor is killed in the middle, first the one that sends, then the one that fetches: again it is complete", async () => {
  using folder = temporaryFolder();
  using mine = await largeProject(30 * megabyte);
  const relay = await startRelayProcess(["--port", "0", "--data", folder.path]);
  const { token } = await memberOf(relay);
  const killedAt = String(10 * megabyte);
  assert.equal(await travel("share", mine.path, relay.url, token, killedAt), null);
  await until("nothing of it is left", () => objectsIn(folder.path).length === 0);
  assert.equal((await travel("share", mine.path, relay.url, token))?.ending.type, "complete");

  using yours = cloneOf(mine);
  assert.equal(await travel("fetch", yours.path, relay.url, token, killedAt), null);
  assert.ok(cacheOf(yours).every((name) => name.endsWith(".incoming")));
  assert.equal((await travel("fetch", yours.path, relay.url, token))?.ending.type, "complete");
  assert.deepEqual(await yours.run(), { make: "restored" });
  await relay.end("SIGTERM");
});

/** Bytes of memory that a process had at its most. */
function peakMemory(pid: number | undefined): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) * 1024;
}

test("200 MB go through without going into memory, and the session answers meanwhile", {
  skip: platform() !== "linux" && "only Linux says how much memory a process had at its most",
}, async (context) => {
  using folder = temporaryFolder();
  using mine = await largeProject(200 * megabyte);
  const relay = await startRelayProcess(["--port", "0", "--data", folder.path]);
  const { token, room } = await memberOf(relay);
  using guest = connect(relay, { token, room });
  await guest.notice("welcome");
  const before = peakMemory(relay.child.pid);
  let longest = 0;
  let going = true;
  const asking = (async () => {
    while (going) {
      const asked = performance.now();
      await guest.ask({ type: "participant.rename", name: `Ana ${asked}` });
      longest = Math.max(longest, performance.now() - asked);
      await delay(100);
    }
  })();
  const begun = performance.now();
  const shared = await travel("share", mine.path, relay.url, token);
  const halfway = performance.now();
  using yours = cloneOf(mine);
  const fetched = await travel("fetch", yours.path, relay.url, token);
  going = false;
  await asking;
  const grown = peakMemory(relay.child.pid) - before;
  const inMegabytes = (bytes = 0): number => Math.round(bytes / megabyte);
  context.diagnostic(
    `there in ${Math.round(halfway - begun)} ms, back in ${Math.round(performance.now() - halfway)} ms; memory grew by ${inMegabytes(grown)} MB at the relay, ${inMegabytes(shared?.grown)} MB at the sender, ${inMegabytes(fetched?.grown)} MB at the receiver; the slowest command took ${Math.round(longest)} ms`,
  );
  assert.deepEqual([shared?.ending.type, fetched?.ending.type], ["complete", "complete"]);
  for (const bytes of [grown, shared?.grown, fetched?.grown])
    assert.ok((bytes ?? 0) < 120 * megabyte, `${bytes}`);
  await relay.end("SIGTERM");
});

const full = {
  ending: { type: "refused", reason: "disk-full" },
  objects: 0,
  bytes: 0,
  left: [],
  corrupt: [],
  absent: [],
};

/** Nothing of a large object stays, a small one comes, and the session keeps what it is told. */
async function showsFull(relay: Pick<Relay, "url">, data: string, member: Member): Promise<void> {
  using large = await largeProject(9 * megabyte);
  using small = await largeProject(megabyte);
  using guest = connect(relay, member);
  await guest.notice("welcome");
  assert.deepEqual(await shareCache(large.path, member.objects, everything), full);
  assert.deepEqual(objectsIn(data), []);
  const { result } = await guest.ask({ type: "suggestion.post", text: "Make room", kind: "idea" });
  assert.ok(result.ok);
  assert.equal((await shareCache(small.path, member.objects, everything)).objects, 1);
}

test("[OBJ-6] a disk that takes no more refuses the object; the session and smaller ones go on", {
  skip: platform() === "win32" && "there is no limit on the size of files",
}, async () => {
  using folder = temporaryFolder();
  const args = ["--port", "0", "--data", folder.path];
  const relay = await startRelayProcess(args, ["bash", "-c", 'ulimit -f 4096; exec "$@"', "bash"]);
  await showsFull(relay, folder.path, await memberOf(relay));
  assert.equal(await relay.end("SIGTERM"), 0);
});

test("[OBJ-6] so does a small disk that is full", async (context) => {
  using folder = temporaryFolder();
  const data = joinPath(folder.path, "disk");
  mkdirSync(data);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", data]).status !== 0)
    return context.skip("only root may mount a disk");
  try {
    await using relay = await hostedRelay({ data, limits: { objectsSpareBytes: 0 } });
    const joined = await join(relay);
    await showsFull(relay, data, { ...joined, objects: createObjectsClient(relay.url, joined.token) });
  } finally {
    spawnSync("umount", [data]);
  }
});
