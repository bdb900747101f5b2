import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { type TestContext, test } from "node:test";
import { runLogPath } from "#pipeline/records.ts";
import { largestLog } from "#pipeline/run/recorder.ts";
import type { RunEvent } from "#protocol/run.ts";
import {
  first,
  type PipelineProject,
  pipelineProject,
  trigger,
  verdictsOf,
} from "#support/pipelineProject.ts";

/** Starts a run in its own process and waits until it tells of an event. */
async function runUntil(project: PipelineProject, type: RunEvent["type"]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [resolve("test/support/engineProcess.ts"), project.path], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  for await (const line of createInterface(child.stdout)) if (line.includes(`"type":"${type}"`)) break;
  return child;
}

/** The run and all that it started, at once. */
async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  process.kill(-(child.pid ?? 0), "SIGKILL");
  await ended;
}

const blocking = {
  "in.txt": "1",
  "dvc.yaml": `stages:
  quick: {cmd: cp in.txt quick.txt, deps: [in.txt], outs: [quick.txt]}
  slow:
    cmd: cp quick.txt slow.txt; echo made; test -e go || sleep 600
    deps: [quick.txt]
    outs: [slow.txt]
`,
};

test("a run killed before its stage is locked leaves lock and cache valid; the next one goes on from there", async () => {
  using project = pipelineProject(blocking);
  await kill(await runUntil(project, "output"));
  assert.match(project.read("dvc.lock"), /quick:/);
  assert.doesNotMatch(project.read("dvc.lock"), /slow:/);
  project.write("go", "");
  const begun = performance.now();
  const events = await project.events();
  assert.deepEqual(verdictsOf(events), { quick: "cached", slow: "ran" });
  assert.ok(performance.now() - begun < 5_000, "the dead run's turn was not recovered quickly");
});

test("half a cache object that a killed run left is swept away", async () => {
  using project = pipelineProject(blocking);
  project.write(".dvc/cache/.baton-00ff.tmp", "half");
  project.write("go", "");
  await project.run();
  assert.ok(!project.has(".dvc/cache/.baton-00ff.tmp"));
});

test("a second run waits for the first one in another process, and begins when that ends", async () => {
  using project = pipelineProject(blocking);
  const other = await runUntil(project, "output");
  const otherEnded = once(other, "exit");
  const seen: string[] = [];
  for await (const event of project.engine.run(project.path, { trigger })) {
    seen.push(event.type);
    if (event.type === "waiting") {
      project.write("go", "");
      process.kill(-(other.pid ?? 0), "SIGKILL");
    }
  }
  await otherEnded;
  assert.deepEqual(seen.slice(0, 2), ["waiting", "runStarted"]);
  assert.equal(seen.at(-1), "runFinished");
});

test("two runs at once in one process execute each stage once", async () => {
  using project = pipelineProject({
    "in.txt": "1",
    "dvc.yaml":
      "stages:\n  one: {cmd: echo ran >> count.txt; cp in.txt out.txt, deps: [in.txt], outs: [out.txt]}\n",
  });
  const both = await Promise.all([project.events(), project.events(), project.events()]);
  assert.equal(project.read("count.txt"), "ran\n");
  assert.deepEqual(both.map((events) => verdictsOf(events)["one"]).sort(), ["cached", "cached", "ran"]);
});

test("a run that is cancelled while it waits is refused at once and takes no turn", async () => {
  using project = pipelineProject(blocking);
  const other = await runUntil(project, "output");
  const cancel = new AbortController();
  const events: RunEvent[] = [];
  for await (const event of project.engine.run(project.path, { trigger, signal: cancel.signal })) {
    events.push(event);
    if (event.type === "waiting") cancel.abort();
  }
  await kill(other);
  assert.deepEqual(
    events.map(({ type }) => type),
    ["waiting", "runRefused"],
  );
  assert.equal(first(events, "runRefused").problems[0]?.code, "workspace-busy");
});

test("a cancelled stage leaves the lock as it was; the rest is skipped", async () => {
  using project = pipelineProject({
    ...blocking,
    "dvc.yaml": `${blocking["dvc.yaml"]}  later: {cmd: 'true', deps: [slow.txt]}\n`,
  });
  const cancel = new AbortController();
  const events: RunEvent[] = [];
  for await (const event of project.engine.run(project.path, { trigger, signal: cancel.signal })) {
    events.push(event);
    if (event.type === "output") cancel.abort();
  }
  assert.deepEqual(verdictsOf(events), { quick: "ran", slow: "cancelled", later: "skipped" });
  assert.equal(first(events, "runFinished").outcome, "cancelled");
  assert.doesNotMatch(project.read("dvc.lock"), /slow:/);
});

test("who stops listening ends the run", async () => {
  using project = pipelineProject(blocking);
  for await (const event of project.engine.run(project.path, { trigger })) if (event.type === "output") break;
  project.write("go", "");
  assert.deepEqual(await project.run(), { quick: "cached", slow: "ran" });
});

/** A small disk of its own at a folder; null, and a skipped test, where that is not allowed. */
function mountDisk(context: TestContext, folder: string, options: string): Disposable | null {
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { encoding: "utf8" });
  if (mounted.status !== 0) {
    context.skip(`no disk could be mounted: ${mounted.error?.message ?? mounted.stderr}`);
    return null;
  }
  return { [Symbol.dispose]: () => void spawnSync("umount", ["-l", folder]) };
}

const large = {
  "in.txt": "1",
  "dvc.yaml":
    "stages:\n  one: {cmd: head -c $(cat in.txt)000000 /dev/zero > out.bin, deps: [in.txt], outs: [out.bin]}\n",
};

test("a full disk is told with the path; what was locked and cached before stays valid", async (context) => {
  using project = pipelineProject(large);
  using disk = mountDisk(context, join(project.path, ".dvc"), "size=3m");
  if (disk === null) return;
  assert.deepEqual(await project.run(), { one: "ran" });
  const lock = project.read("dvc.lock");
  project.write("in.txt", "9");
  const { verdict, problem } = first(await project.events(), "stageFinished");
  assert.deepEqual([verdict, problem?.code, problem?.stage], ["failed", "disk-full", "one"]);
  assert.match(problem?.path ?? "", /^\.dvc\/cache\//);
  assert.equal(project.read("dvc.lock"), lock);
  assert.deepEqual(
    readdirSync(join(project.path, ".dvc/cache")).filter((name) => name.endsWith(".tmp")),
    [],
  );
  project.write("in.txt", "1");
  assert.deepEqual(await project.run(), { one: "restored" });
});

test("a folder that may not be written to refuses the run, but has a status", async (context) => {
  using project = pipelineProject({ ...large, ".baton/.gitignore": "*\n" });
  using disk = mountDisk(context, join(project.path, ".baton"), "size=1m");
  if (disk === null) return;
  const readOnly = spawnSync("mount", ["-o", "remount,ro", join(project.path, ".baton")], {
    encoding: "utf8",
  });
  if (readOnly.status !== 0) return context.skip(`no read-only disk: ${readOnly.stderr}`);
  const refusal = first(await project.events(), "runRefused");
  assert.equal(refusal.problems[0]?.code, "not-writable");
  assert.match(refusal.problems[0]?.path ?? "", /^\.baton/);
  assert.ok(!existsSync(join(project.path, "out.bin")));
  assert.equal((await project.status()).state, "ready");
});

test("where results cannot be kept, a stage neither runs nor loses its outputs", async (context) => {
  using project = pipelineProject({ ...large, "out.bin": "precious" });
  using disk = mountDisk(context, join(project.path, ".dvc"), "ro");
  if (disk === null) return;
  const { problem } = first(await project.events(), "stageFinished");
  assert.deepEqual([problem?.code, problem?.path], ["not-writable", ".dvc/.gitignore"]);
  assert.equal(project.read("out.bin"), "precious");
});

test("an output behind a link that leads out of the workspace is neither removed nor written", async () => {
  using project = pipelineProject({
    "dvc.yaml": "stages:\n  one: {cmd: echo x > link/out.txt, outs: [link/out.txt]}\n",
  });
  using outside = pipelineProject({ "out.txt": "precious" });
  symlinkSync(outside.path, join(project.path, "link"));
  const { problem } = first(await project.events(), "stageFinished");
  assert.equal(problem?.code, "unsafe-path");
  assert.equal(outside.read("out.txt"), "precious");
});

test("a full disk refuses the run with the path, and the next run need not wait for it", async (context) => {
  using project = pipelineProject({ ...large, ".baton/.gitignore": "*\n" });
  using disk = mountDisk(context, join(project.path, ".baton"), "size=64k");
  if (disk === null) return;
  assert.deepEqual(await project.run(), { one: "ran" });
  assert.throws(() => project.write(".baton/fill", Buffer.alloc(100_000)));
  const begun = performance.now();
  for (const _ of ["once", "again"]) {
    const [problem] = first(await project.events(), "runRefused").problems;
    assert.deepEqual([problem?.code, problem?.path], ["disk-full", ".baton/turns/2"]);
  }
  rmSync(join(project.path, ".baton/fill"));
  assert.deepEqual(await project.run(), { one: "cached" });
  assert.ok(performance.now() - begun < 10_000, "the refused runs' turns were waited for");
});

for (const [title, content] of [
  ["empty", ""],
  ["damaged", "{nonsense}"],
]) {
  test(`an ${title} turn that a dead run left is not waited for long`, async () => {
    using project = pipelineProject({ "dvc.yaml": "stages:\n  one: {cmd: 'true'}\n" });
    project.write(".baton/turns/1", content ?? "");
    const begun = performance.now();
    assert.deepEqual(await project.run(), { one: "ran" });
    assert.ok(performance.now() - begun < 10_000);
  });
}

for (const [title, prepare, says] of [
  [
    "a folder for dvc.yaml",
    (folder: string) => mkdirSync(join(folder, "dvc.yaml")),
    /^dvc\.yaml is a folder/,
  ],
  ["a pipe among the data", (folder: string) => spawnSync("mkfifo", [join(folder, "in")]), /^in .*neither/],
] as const) {
  test(`${title} is told by run and status in words`, { skip: process.platform === "win32" }, async () => {
    using project = pipelineProject({});
    prepare(project.path);
    if (title.includes("pipe")) project.write("dvc.yaml", "stages:\n  one: {cmd: 'true', deps: [in]}\n");
    const status = await project.status();
    assert.match(status.state === "unusable" ? (status.problems[0]?.message ?? "") : "", says);
    const events = await project.events();
    const told = events.flatMap((event) =>
      event.type === "runRefused" ? event.problems : event.type === "stageFinished" ? [event.problem] : [],
    );
    assert.match(told[0]?.message ?? "", says);
  });
}

for (const [title, lock, line] of [
  ["not YAML", "schema: '2.0'\nstages:\n  one: [\n", 4],
  ["of another schema", "one:\n  cmd: x\n", 1],
  ["damaged", "schema: '2.0'\nstages:\n  one:\n    cmd: x\n    outs: text\n", 3],
] as const) {
  test(`a lock that is ${title} refuses the run and stays as it is`, async () => {
    using project = pipelineProject({ ...large, "dvc.lock": lock });
    const { problems } = first(await project.events(), "runRefused");
    assert.deepEqual(
      [problems[0]?.code, problems[0]?.path, problems[0]?.line],
      ["invalid-lock", "dvc.lock", line],
    );
    assert.equal(project.read("dvc.lock"), lock);
    assert.equal((await project.status()).state, "unusable");
  });
}

test("params that are not YAML refuse the run with their line", async () => {
  using project = pipelineProject({
    "dvc.yaml": "stages:\n  one: {cmd: 'true', params: [a]}\n",
    "params.yaml": "a: 1\nb: [\n",
  });
  const { problems } = first(await project.events(), "runRefused");
  assert.deepEqual(
    [problems[0]?.code, problems[0]?.path, problems[0]?.line],
    ["invalid-parameters", "params.yaml", 3],
  );
});

test("a folder without a project is refused and left untouched", async () => {
  using project = pipelineProject({});
  assert.equal(first(await project.events(), "runRefused").problems[0]?.code, "no-project");
  assert.deepEqual(readdirSync(project.path), []);
});

test("params that are YAML but no JSON are refused in a JSON file, with their line", async () => {
  using project = pipelineProject({
    "dvc.yaml": "stages:\n  one: {cmd: 'true', params: [{p.json: [a]}]}\n",
    "p.json": '{\n  "a": }',
  });
  const [found] = first(await project.events(), "runRefused").problems;
  assert.deepEqual(
    [found?.code, found?.path, found?.line, found?.column],
    ["invalid-parameters", "p.json", 2, 8],
  );
});

test("an output of a frozen stage that never ran is not said to have no maker", async () => {
  using project = pipelineProject({
    "dvc.yaml":
      "stages:\n  a: {cmd: echo > a.txt, outs: [a.txt], frozen: true}\n  b: {cmd: cp a.txt b.txt, deps: [a.txt], outs: [b.txt]}\n",
  });
  const [, found] = (await project.events()).filter((event) => event.type === "stageFinished");
  assert.match(found?.problem?.message ?? "", /stage 'a' makes it, but is frozen and never ran here/);
});

test("an output with a line's end in its name is ignored by git, and nothing else is", async () => {
  using project = pipelineProject({
    "in.txt": "",
    "dvc.yaml": `stages:
  one:
    cmd: f=$(printf 'a\\nb'); echo > "$f"
    deps: [in.txt]
    outs: ["a\\nb"]
`,
  });
  mkdirSync(join(project.path, ".git"));
  assert.deepEqual(await project.run(), { one: "ran" });
  assert.equal(project.read(".gitignore"), "/a?b\n");
  assert.deepEqual(await project.run(), { one: "cached" });
  assert.equal(project.read(".gitignore"), "/a?b\n");
});

test("the log of a stage that prints without end is cut, and the run goes on", async () => {
  using project = pipelineProject({
    "dvc.yaml":
      "stages:\n  one: {cmd: 'yes 0123456789012345678901234567890123456789 | head -c 20000000; echo end'}\n",
  });
  const events = await project.events();
  assert.deepEqual(verdictsOf(events), { one: "ran" });
  const lines = events.filter((event) => event.type === "output");
  assert.match(lines.at(-1)?.line ?? "", /end$/);
  const log = readFileSync(runLogPath(project.path, first(events, "runFinished").run), "utf8");
  assert.ok(log.length <= largestLog + 100);
  assert.match(log.slice(-60), /log cut after 16 MB/);
});
