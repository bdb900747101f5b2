/** Runs that meet, end early or are killed with all that they started: one at a time has its turn, and nobody waits for the dead. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import type { RunEvent } from "#protocol/run.ts";
import { builtProduct } from "#support/built.ts";
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
    cmd: cp quick.txt slow.txt; echo made; until test -e go; do sleep 0.05; done
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

/** `baton run`, until a line of what it prints matches. */
async function commandUntil({ path }: PipelineProject, sought: RegExp): Promise<ChildProcess> {
  const { command } = await builtProduct();
  const child = spawn(process.execPath, [command, "run"], {
    cwd: path,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout);
  await new Promise<void>((seen) => lines.on("line", (line) => sought.test(line) && seen()));
  return child;
}

test("a second `baton run` says that it waits, and finds done what the first one did", async () => {
  using project = pipelineProject(blocking);
  const first = await commandUntil(project, /made/);
  const second = await commandUntil(
    project,
    /^Another run is at work in this folder: this one begins when that ends\.$/,
  );
  const ended = [first, second].map((child) => once(child, "exit"));
  project.write("go", "");
  assert.deepEqual(await Promise.all(ended), [
    [0, null],
    [0, null],
  ]);
  assert.deepEqual(await project.run(), { quick: "cached", slow: "cached" });
  assert.equal(project.read("slow.txt"), "1");
});
