/** The cache travels: two people with their own clones and engines, and a relay's process between them. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { ObjectsClient } from "#client/objects/objectsClient.ts";
import { fetchCache } from "#src/session/cache/fetchCache.ts";
import { shareCache } from "#src/session/cache/shareCache.ts";
import type { TransferOutcome, TransferProgress } from "#src/session/cache/transfer.ts";
import { cacheOf } from "#support/goldenProject.ts";
import { md5 } from "#support/objects.ts";
import { pipelineProject, testEngine, trigger, verdictsOf } from "#support/pipelineProject.ts";
import { type RelayProcess, startRelayProcess } from "#support/relayProcess.ts";
import { type TemporaryFolder, temporaryFolder } from "#support/temporaryFolder.ts";
import { cloneOf, everything, memberOf } from "#support/travellers.ts";
import { withWorkshop } from "#support/workshop.ts";

let folder: TemporaryFolder;
let relay: RelayProcess;
let [one, other]: ObjectsClient[] = [];

before(async () => {
  folder = temporaryFolder();
  relay = await startRelayProcess(["--port", "0", "--data", folder.path]);
  one = (await memberOf(relay)).objects;
  other = (await memberOf(relay)).objects;
});

after(async () => {
  await relay.end("SIGTERM");
  folder[Symbol.dispose]();
});

function share(workspace: string, options = everything): Promise<TransferOutcome> {
  assert.ok(one);
  return shareCache(workspace, one, options);
}

function fetched(workspace: string, options = everything): Promise<TransferOutcome> {
  assert.ok(other);
  return fetchCache(workspace, other, options);
}

function complete(objects: number, bytes: number): TransferOutcome {
  return { ending: { type: "complete" }, objects, bytes, left: [], corrupt: [], absent: [] };
}

/** Stages whose outputs are a file, a folder of `files` with one twice, and both read. */
function project(name: string, { bytes = 1_000, files = 3 } = {}) {
  const numbers = Array.from({ length: files }, (_, index) => index + 1).join(" ");
  const lines = [
    "stages:",
    "  file:",
    `    cmd: head -c ${bytes} /dev/zero | tr '\\0' '${name}' > file.bin`,
    "    deps: [in.txt]",
    "    outs: [file.bin]",
    "  folder:",
    `    cmd: mkdir -p folder/deep && for each in ${numbers}; do echo ${name} $each > folder/deep/$each; done && cp folder/deep/1 folder/same`,
    "    deps: [in.txt]",
    "    outs: [folder]",
    "  both:",
    `    cmd: cat file.bin folder/deep/* | wc -c > both.txt && echo '"${name}"' >> both.txt`,
    "    deps: [file.bin, folder]",
    "    outs: [both.txt: {cache: false}]",
  ];
  const made = pipelineProject({ "dvc.yaml": `${lines.join("\n")}\n`, "in.txt": name });
  execFileSync("git", ["init", "--quiet"], { cwd: made.path });
  return made;
}

test("the workshop's first run at the next driver's makes nothing anew", async (context) => {
  await using workshop = await withWorkshop();
  const engine = testEngine();
  await Array.fromAsync(engine.run(workshop.folder, { trigger }));
  await engine.dispose();
  const begun = performance.now();
  const shared = await share(workshop.folder);
  using clone = cloneOf({ path: workshop.folder });
  assert.deepEqual(await clone.status().then(({ state }) => state), "ready");
  const got = await fetched(clone.path);
  context.diagnostic(
    `${shared.objects} objects, ${shared.bytes} bytes, ${Math.round(performance.now() - begun)} ms`,
  );
  assert.deepEqual(got, complete(shared.objects, shared.bytes));
  const verdicts = verdictsOf(await clone.events());
  assert.deepEqual(verdicts, { preprocess: "restored", train: "restored", evaluate: "restored" });
  assert.deepEqual(await fetched(clone.path), complete(0, 0));
  await clone.engine.dispose();
});

test("files and folders travel, each object once; what is there already does not", async () => {
  using mine = project("a");
  await mine.run();
  // A file, a listing, three files of which one stands twice, and the metrics, which a run looks for as well.
  const shared = await share(mine.path);
  assert.deepEqual([shared.ending.type, shared.objects], ["complete", 6]);
  assert.deepEqual(await share(mine.path), complete(0, 0));
  using yours = cloneOf(mine);
  const progress: TransferProgress[] = [];
  const got = await fetched(yours.path, { ...everything, onProgress: (each) => progress.push(each) });
  assert.deepEqual(got, complete(6, shared.bytes));
  assert.deepEqual(progress.at(-1), { moved: shared.bytes, whole: shared.bytes });
  assert.deepEqual(
    progress.map(({ moved }) => moved),
    progress.map(({ moved }) => moved).toSorted((a, b) => a - b),
  );
  assert.deepEqual(await yours.run(), { file: "restored", folder: "restored", both: "cached" });
  assert.deepEqual(
    cacheOf(yours).filter((name) => name.startsWith("files/")),
    cacheOf(mine).filter((name) => name.startsWith("files/")),
  );
  mine.write("in.txt", "changed");
  await mine.run();
  assert.deepEqual(await share(mine.path), complete(0, 0));
});

test("an object that is damaged on the relay's disk is refused and told, and comes whole the next time", async () => {
  using mine = project("b");
  await mine.run();
  await share(mine.path);
  const name = md5(mine.read("file.bin"));
  writeFileSync(join(folder.path, "objects", name), "z".repeat(1_000));
  using yours = cloneOf(mine);
  const got = await fetched(yours.path);
  assert.deepEqual([got.ending.type, got.corrupt, got.objects], ["complete", ["file.bin"], 5]);
  assert.deepEqual(await yours.run(), { file: "ran", folder: "restored", both: "cached" });
  using theirs = cloneOf(mine);
  assert.deepEqual((await fetched(theirs.path)).absent, ["file.bin"]);
  assert.deepEqual(await share(mine.path), complete(1, 1_000));
  assert.deepEqual(await fetched(theirs.path), complete(1, 1_000));
  assert.deepEqual(await theirs.run(), { file: "restored", folder: "restored", both: "cached" });
});

test("a listing that is damaged on the relay's disk costs its folder alone", async () => {
  using mine = project("c");
  await mine.run();
  await share(mine.path);
  const listing = /md5: ([0-9a-f]{32}\.dir)/.exec(mine.read("dvc.lock"))?.[1] ?? "";
  writeFileSync(join(folder.path, "objects", listing), '[{"md5": "0", "relpath": "../../x"}]');
  using yours = cloneOf(mine);
  const got = await fetched(yours.path);
  assert.deepEqual([got.ending.type, got.corrupt, got.objects], ["complete", ["folder"], 2]);
  assert.deepEqual(await yours.run(), { file: "restored", folder: "ran", both: "cached" });
});

test("an object that is damaged here is refused by the relay, and nobody gets it", async () => {
  using mine = project("d");
  await mine.run();
  const name = md5(mine.read("file.bin"));
  const object = join(mine.path, ".dvc/cache/files/md5", name.slice(0, 2), name.slice(2));
  chmodSync(object, 0o644);
  writeFileSync(object, "z".repeat(1_000));
  chmodSync(object, 0o444);
  const shared = await share(mine.path);
  assert.deepEqual([shared.ending.type, shared.corrupt, shared.objects], ["complete", ["file.bin"], 5]);
  assert.ok(!readdirSync(join(folder.path, "objects")).includes(name));
});

test("what the cache here does not have is told, and the rest travels", async () => {
  using mine = project("e");
  await mine.run();
  const name = md5(mine.read("file.bin"));
  chmodSync(join(mine.path, ".dvc/cache/files/md5", name.slice(0, 2), name.slice(2)), 0o644);
  writeFileSync(join(mine.path, ".dvc/cache/files/md5", name.slice(0, 2), name.slice(2)), "z");
  const shared = await share(mine.path);
  assert.deepEqual([shared.absent, shared.objects], [["file.bin"], 5]);
});

test("past the limit the largest stay behind and are named; what came is of use", async () => {
  using mine = project("f", { bytes: 100_000 });
  await mine.run();
  const left = [{ stage: "file", paths: ["file.bin"], bytes: 100_000 }];
  const little = { ...everything, limit: 10_000 };
  const shared = await share(mine.path, little);
  assert.deepEqual([shared.ending.type, shared.left, shared.objects], ["complete", left, 5]);
  assert.deepEqual(await share(mine.path), complete(1, 100_000));
  using yours = cloneOf(mine);
  const got = await fetched(yours.path, little);
  assert.deepEqual([got.left, got.objects], [left, 5]);
  assert.deepEqual(await yours.run(), { file: "ran", folder: "restored", both: "cached" });
});

test("a limit of 0 turns it off, without a word to the relay", async () => {
  using mine = project("g");
  await mine.run();
  const off = { ...complete(0, 0), ending: { type: "off" } };
  assert.deepEqual(await share(mine.path, { ...everything, limit: 0 }), off);
  assert.deepEqual(await fetched(mine.path, { ...everything, limit: 0 }), off);
});

test("a folder of many files travels", async (context) => {
  using mine = project("h", { files: 300 });
  await mine.run();
  const begun = performance.now();
  assert.equal((await share(mine.path)).objects, 303);
  using yours = cloneOf(mine);
  assert.equal((await fetched(yours.path)).objects, 303);
  context.diagnostic(`there and back in ${Math.round(performance.now() - begun)} ms`);
  assert.deepEqual(await yours.run(), { file: "restored", folder: "restored", both: "cached" });
});

test("whoever cancels keeps what came, and goes on later", async () => {
  using mine = project("i", { bytes: 3_000_000 });
  await mine.run();
  const cancelling = new AbortController();
  const shared = await share(mine.path, {
    ...everything,
    signal: cancelling.signal,
    onProgress: ({ moved }) => moved > 1_000_000 && cancelling.abort(),
  });
  assert.equal(shared.ending.type, "cancelled");
  assert.equal((await share(mine.path)).ending.type, "complete");
  using yours = cloneOf(mine);
  assert.equal((await fetched(yours.path)).objects, 6);
});

test("a lock in conflict, or a project that cannot be read, moves nothing and says where", async () => {
  using mine = project("j");
  await mine.run();
  mine.write("dvc.lock", `<<<<<<< ours\n${mine.read("dvc.lock")}`);
  const { ending } = await fetched(mine.path);
  assert.ok(ending.type === "unusable" && ending.problems[0]?.path === "dvc.lock");
  using none = pipelineProject({});
  assert.equal((await share(none.path)).ending.type, "unusable");
});

test("what nobody ever ran has nothing to share and nothing to fetch", async () => {
  using mine = project("k");
  assert.deepEqual(await share(mine.path), complete(0, 0));
  assert.deepEqual(await fetched(mine.path), complete(0, 0));
});

test("a cache that cannot be written is told as that", async () => {
  using mine = project("l");
  await mine.run();
  await share(mine.path);
  using yours = cloneOf(mine);
  yours.write(".dvc/cache", "a file in the way");
  const { ending } = await fetched(yours.path);
  assert.ok(ending.type === "failed" && ending.problem.path === ".dvc/cache");
});
