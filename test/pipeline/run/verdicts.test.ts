import assert from "node:assert/strict";
import { appendFileSync, chmodSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { first, pipelineProject, verdictsOf } from "#support/pipelineProject.ts";

const copies = {
  "in.txt": "one\n",
  "params.yaml": "scale: 1\nforest: {trees: 100, seed: 1}\n",
  "dvc.yaml": `stages:
  first:
    cmd: echo first >> ran.txt; mkdir -p out && cp in.txt out/a.txt
    deps: [in.txt]
    params: [forest]
    outs: [out]
  second:
    cmd: echo second >> ran.txt; cat out/a.txt > copy.txt
    deps: [out]
    outs: [copy.txt]
  alone:
    cmd: echo alone >> ran.txt; echo alone > alone.txt
    params: [scale]
    outs: [alone.txt]
`,
};

const all = (verdict: string) => ({ first: verdict, second: verdict, alone: verdict });

test("a first run executes every stage, a second one nothing", async () => {
  using project = pipelineProject(copies);
  assert.deepEqual(await project.run({ jobs: 1 }), all("ran"));
  assert.equal(project.read("copy.txt"), "one\n");
  assert.deepEqual(await project.run(), all("cached"));
  assert.equal(project.read("ran.txt"), "first\nsecond\nalone\n");
});

test("a changed dependency runs what depends on it, and nothing else", async () => {
  using project = pipelineProject(copies);
  await project.run();
  project.write("in.txt", "two\n");
  assert.deepEqual(await project.reasons(), {
    first: ["changed dep in.txt"],
    second: ["needs first, which is stale"],
    alone: [],
  });
  assert.deepEqual(await project.run(), { first: "ran", second: "ran", alone: "cached" });
  assert.equal(project.read("copy.txt"), "two\n");
});

test("a changed parameter is told by its own key, with old and new value", async () => {
  using project = pipelineProject(copies);
  await project.run();
  project.write("params.yaml", "scale: 1.0\nforest: {seed: 1, trees: 200}\n");
  assert.deepEqual((await project.reasons())["first"], ["changed param forest.trees: 100 -> 200"]);
  assert.deepEqual(await project.run(), { first: "ran", second: "cached", alone: "cached" });
});

test("going back to an earlier state restores it without executing anything", async () => {
  using project = pipelineProject(copies);
  await project.run({ jobs: 1 });
  const lock = project.read("dvc.lock");
  project.write("in.txt", "two\n");
  await project.run({ jobs: 1 });
  project.write("in.txt", "one\n");
  assert.deepEqual(await project.run(), { first: "restored", second: "restored", alone: "cached" });
  assert.equal(project.read("copy.txt"), "one\n");
  assert.equal(project.read("dvc.lock"), lock);
  assert.equal(project.read("ran.txt"), "first\nsecond\nalone\nfirst\nsecond\n");
});

test("a lost output is brought back, a changed one replaced", async () => {
  using project = pipelineProject(copies);
  await project.run();
  rmSync(join(project.path, "out"), { recursive: true });
  project.write("copy.txt", "edited");
  assert.deepEqual(await project.reasons(), {
    first: ["missing out out"],
    second: ["changed out copy.txt", "needs first, which is stale"],
    alone: [],
  });
  assert.deepEqual(await project.run(), { first: "restored", second: "restored", alone: "cached" });
  assert.equal(project.read("copy.txt"), "one\n");
  assert.equal(project.read("out/a.txt"), "one\n");
});

test("a changed command runs its stage", async () => {
  using project = pipelineProject(copies);
  await project.run();
  project.write("dvc.yaml", copies["dvc.yaml"].replace("echo alone > ", "echo ALONE > "));
  assert.deepEqual((await project.reasons())["alone"], ["changed command"]);
  assert.deepEqual(await project.run(), { first: "cached", second: "cached", alone: "ran" });
});

test("outputs that the cache lost make their stage run again", async () => {
  using project = pipelineProject(copies);
  await project.run();
  rmSync(join(project.path, ".dvc/cache"), { recursive: true });
  assert.deepEqual((await project.reasons())["alone"], ["out alone.txt not in cache"]);
  // The first stage puts the second one's output back too: it has the same content.
  assert.deepEqual(await project.run(), { first: "ran", second: "cached", alone: "ran" });
});

function objectsIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test("cache objects are read-only, restored files can be written to", async () => {
  using project = pipelineProject(copies);
  await project.run();
  const objects = objectsIn(join(project.path, ".dvc/cache/files"));
  assert.ok(objects.length > 0 && objects.every((file) => (statSync(file).mode & 0o222) === 0));
  rmSync(join(project.path, "copy.txt"));
  await project.run();
  assert.equal(statSync(join(project.path, "copy.txt")).mode & 0o200, 0o200);
});

test("a damaged cache object is not restored: the stage runs and mends it", async () => {
  using project = pipelineProject(copies);
  await project.run();
  for (const file of objectsIn(join(project.path, ".dvc/cache/files"))) {
    chmodSync(file, 0o644);
    appendFileSync(file, "damage");
    chmodSync(file, 0o444);
  }
  rmSync(join(project.path, "alone.txt"));
  assert.equal((await project.run())["alone"], "ran");
  rmSync(join(project.path, "alone.txt"));
  assert.equal((await project.run())["alone"], "restored");
  assert.equal(project.read("alone.txt"), "alone\n");
});

test("a failed stage skips what needs it; the others still run, and the lock keeps what succeeded", async () => {
  using project = pipelineProject({
    ...copies,
    "dvc.yaml": copies["dvc.yaml"].replace("cp in.txt", "false && cp in.txt"),
  });
  const events = await project.events({ jobs: 1 });
  assert.deepEqual(verdictsOf(events), { first: "failed", second: "skipped", alone: "ran" });
  assert.equal(first(events, "stageFinished").problem?.code, "command-failed");
  assert.equal(first(events, "runFinished").outcome, "failed");
  assert.match(project.read("dvc.lock"), /^ {2}alone:/m);
  assert.doesNotMatch(project.read("dvc.lock"), /^ {2}first:/m);
});

test("a stage that does not write what it declares fails, naming the output and its line", async () => {
  using project = pipelineProject({
    "dvc.yaml": "stages:\n  one:\n    cmd: 'true'\n    outs:\n    - sub/none.txt\n",
  });
  const { problem } = first(await project.events(), "stageFinished");
  assert.deepEqual(
    [problem?.code, problem?.path, problem?.line, problem?.stage],
    ["missing-output", "dvc.yaml", 5, "one"],
  );
  assert.ok(!existsSync(join(project.path, "dvc.lock")));
});

test("a missing dependency fails its stage before its outputs are touched", async () => {
  using project = pipelineProject({
    "dvc.yaml": "stages:\n  one: {cmd: cp none.txt out.txt, deps: [none.txt], outs: [out.txt]}\n",
    "out.txt": "precious",
  });
  const { problem } = first(await project.events(), "stageFinished");
  assert.deepEqual([problem?.code, problem?.line], ["missing-dependency", 2]);
  assert.match(problem?.message ?? "", /'one' needs 'none.txt'/);
  assert.equal(project.read("out.txt"), "precious");
  assert.deepEqual((await project.reasons())["one"], ["never ran"]);
});

test("a missing parameter names key, file, stage and line", async () => {
  using project = pipelineProject({ ...copies, "params.yaml": "scale: 1\n" });
  const { problem } = first(await project.events(), "stageFinished");
  assert.deepEqual(
    [problem?.code, problem?.path, problem?.line, problem?.stage],
    ["missing-parameter", "dvc.yaml", 5, "first"],
  );
  assert.match(problem?.message ?? "", /'forest', which params\.yaml does not have/);
});

test("frozen stages never run, and what needs them goes on", async () => {
  using project = pipelineProject(copies);
  await project.run();
  project.write("dvc.yaml", copies["dvc.yaml"].replace("  first:\n", "  first:\n    frozen: true\n"));
  project.write("in.txt", "two\n");
  assert.deepEqual(await project.run(), { first: "skipped", second: "cached", alone: "cached" });
});

test("stages that always change run each time; so do those without inputs and outputs", async () => {
  using project = pipelineProject({
    "dvc.yaml":
      "stages:\n  always: {cmd: echo a > a.txt, outs: [a.txt], always_changed: true}\n  bare: {cmd: 'true'}\n",
  });
  await project.run();
  assert.deepEqual(await project.reasons(), { always: ["always changed"], bare: ["always changed"] });
  assert.deepEqual(await project.run(), { always: "ran", bare: "ran" });
});

test("outputs are removed before a run, those that persist are not", async () => {
  using project = pipelineProject({
    "in.txt": "1",
    "dvc.yaml": `stages:
  one:
    cmd: echo x >> kept.txt; echo x >> fresh.txt
    deps: [in.txt]
    outs: [kept.txt: {persist: true}, fresh.txt]
`,
  });
  await project.run();
  project.write("in.txt", "2");
  assert.deepEqual(await project.run(), { one: "ran" });
  assert.deepEqual([project.read("kept.txt"), project.read("fresh.txt")], ["x\nx\n", "x\n"]);
});

test("only the stages asked for run, and what they need", async () => {
  using project = pipelineProject(copies);
  assert.deepEqual(await project.run({ stages: ["second"] }), { first: "ran", second: "ran" });
  const [refusal] = await project.events({ stages: ["nobody"] });
  assert.equal(refusal?.type === "runRefused" && refusal.problems[0]?.code, "unknown-stage");
});

test("each command of a list is a shell of its own, also one of several lines, and the first failure ends it", async () => {
  using project = pipelineProject({
    "dvc.yaml":
      'stages:\n  one:\n    cmd:\n    - cd sub && X=1\n    - pwd > where.txt; echo "[$X] $DVC_STAGE $DVC_ROOT" >> where.txt\n    - |\n      for i in 1 2; do\n      echo $i >> where.txt\n      done\n    - exit 1\n    - touch never\n    wdir: work\n',
    "work/sub/x": "",
  });
  assert.deepEqual(await project.run(), { one: "failed" });
  const work = join(project.path, "work");
  assert.equal(project.read("work/where.txt"), `${work}\n[] one ${project.path}\n1\n2\n`);
  assert.ok(!project.has("work/never"));
});

test("outputs that git keeps come back too, with their permission to be executed", async () => {
  using project = pipelineProject({
    "in.txt": "1",
    "dvc.yaml":
      "stages:\n  one: {cmd: cp in.txt tool && chmod +x tool, deps: [in.txt], outs: [tool: {cache: false}]}\n",
  });
  await project.run();
  assert.match(project.read("dvc.lock"), /isexec: true/);
  rmSync(join(project.path, "tool"));
  assert.deepEqual(await project.run(), { one: "restored" });
  assert.equal(statSync(join(project.path, "tool")).mode & 0o100, 0o100);
});

for (const [title, cmd] of [
  ["dependency", "printf new > in.txt; cp in.txt out.txt"],
  ["parameter", "echo 'scale: 2' > params.yaml; cp params.yaml out.txt"],
] as const) {
  test(`a ${title} that changes while its stage runs is never taken for what made the outputs`, async () => {
    const files = {
      "in.txt": "old",
      "params.yaml": "scale: 1\n",
      "dvc.yaml": `stages:\n  one: {cmd: "${cmd}", deps: [in.txt], params: [scale], outs: [out.txt]}\n`,
    };
    using project = pipelineProject(files);
    const told = (await project.events()).flatMap((event) => (event.type === "output" ? event.line : []));
    assert.match(told.join(), /changed while this stage ran.*the next run makes it anew/);
    assert.deepEqual(await project.reasons(), { one: ["never ran"] });
    project.write("in.txt", "old");
    project.write("params.yaml", "scale: 1\n");
    assert.deepEqual(await project.reasons(), { one: ["never ran"] });
    assert.deepEqual(await project.run(), { one: "ran" });
  });
}

test("a folder's damaged listing in the cache is mended when its stage runs", async () => {
  using project = pipelineProject(copies);
  await project.run();
  for (const file of objectsIn(join(project.path, ".dvc/cache/files")).filter((name) =>
    name.endsWith(".dir"),
  )) {
    chmodSync(file, 0o644);
    writeFileSync(file, "");
    chmodSync(file, 0o444);
  }
  assert.equal((await project.run())["first"], "ran");
  assert.deepEqual(await project.run(), all("cached"));
});

test("from a stage on: everything that reads from it, what that needs, and nothing else", async () => {
  using project = pipelineProject({
    "dvc.yaml": `stages:
  other:
    cmd: echo other > other.txt
    outs: [other.txt]
  start:
    cmd: echo start > start.txt
    outs: [start.txt]
  middle:
    cmd: cat start.txt > middle.txt
    deps: [start.txt]
    outs: [middle.txt]
  end:
    cmd: cat middle.txt other.txt > end.txt
    deps: [middle.txt, other.txt]
    outs: [end.txt]
  unrelated:
    cmd: cat other.txt > unrelated.txt
    deps: [other.txt]
    outs: [unrelated.txt]
`,
  });
  assert.deepEqual(Object.keys(await project.run({ stages: ["start"], downstream: true })).sort(), [
    "end",
    "middle",
    "other",
    "start",
  ]);
});
