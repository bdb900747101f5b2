import assert from "node:assert/strict";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Removable } from "#pipeline/run/clean.ts";
import { type PipelineProject, pipelineProject } from "#support/pipelineProject.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

const files = {
  "in.txt": "one\n",
  "dvc.yaml": `stages:
  first:
    cmd: mkdir -p out && cp in.txt out/a.txt
    deps: [in.txt]
    outs: [out]
  second:
    cmd: cp out/a.txt copy.txt; echo 1 > metrics.json; echo kept > kept.txt
    deps: [out]
    outs: [copy.txt, kept.txt: {persist: true}]
    metrics: [metrics.json: {cache: false}]
  still:
    cmd: echo still > still.txt
    frozen: true
    outs: [still.txt]
`,
};

/** Paths, each that would be lost with a mark. */
function marked(removable: Removable): string[] {
  if (removable.type === "problems") return removable.problems.map(({ code }) => code);
  return removable.outputs.map(({ path, lost }) => (lost ? `${path} (lost)` : path));
}

async function clean(project: PipelineProject, stages?: string[]): Promise<string[]> {
  const found = await project.engine.removable(project.path, stages);
  assert.ok(found.type === "outputs");
  return marked(await project.engine.clean(project.path, found.outputs));
}

test("cleaned outputs come back from the cache, without a command", async () => {
  using project = pipelineProject(files);
  await project.run();
  project.write("still.txt", "by hand");
  assert.deepEqual(await clean(project, ["first"]), ["out"]);
  assert.equal(project.has("out"), false);
  assert.equal((await project.run({ stages: ["first"] }))["first"], "restored");
  assert.equal(project.read("out/a.txt"), "one\n");
});

test("what the cache does not hold is said to be lost; what persists and frozen stages' outputs stay", async () => {
  using project = pipelineProject(files);
  await project.run();
  project.write("still.txt", "by hand");
  rmSync(join(project.path, "copy.txt"));
  project.write("copy.txt", "edited");
  project.write("unrelated.txt", "mine");
  assert.deepEqual(await clean(project), ["out", "copy.txt (lost)", "metrics.json (lost)"]);
  assert.deepEqual(
    ["out", "copy.txt", "metrics.json"].filter((name) => project.has(name)),
    [],
  );
  for (const name of ["in.txt", "kept.txt", "still.txt", "unrelated.txt"]) assert.ok(project.has(name), name);
});

test("an output folder with a file that no hash covers is lost", async () => {
  using project = pipelineProject(files);
  await project.run();
  project.write(".dvcignore", "*.log\n");
  project.write("out/notes.log", "mine");
  assert.deepEqual(marked(await project.engine.removable(project.path, ["first"])), ["out (lost)"]);
});

test("an output changed after the answer stays, and so does what is no output", async () => {
  using project = pipelineProject(files);
  await project.run();
  const agreed = [
    { path: "out", stage: "first", lost: false },
    { path: "in.txt", stage: "first", lost: true },
    { path: "../elsewhere.txt", stage: "first", lost: true },
  ];
  project.write("out/b.txt", "new");
  assert.deepEqual(marked(await project.engine.clean(project.path, agreed)), []);
  assert.ok(project.has("out/b.txt") && project.has("in.txt"));
});

test("an output behind a link out of the workspace is refused", async () => {
  using elsewhere = temporaryFolder();
  elsewhere.write("far.txt", "theirs");
  using project = pipelineProject({
    "dvc.yaml": "stages:\n  one:\n    cmd: 'true'\n    outs: [link/far.txt]\n",
  });
  symlinkSync(elsewhere.path, join(project.path, "link"));
  assert.deepEqual(marked(await project.engine.removable(project.path)), ["unsafe-path"]);
  const agreed = [{ path: "link/far.txt", stage: "one", lost: true }];
  assert.deepEqual(marked(await project.engine.clean(project.path, agreed)), ["unsafe-path"]);
  assert.equal(elsewhere.read("far.txt"), "theirs");
});

test("while a run is at work nothing is removed", async () => {
  using project = pipelineProject(files);
  await project.run();
  mkdirSync(join(project.path, ".baton", "turns"), { recursive: true });
  project.write(".baton/turns/1000", JSON.stringify({ process: process.pid, host: "another machine" }));
  const agreed = [{ path: "out", stage: "first", lost: true }];
  assert.deepEqual(marked(await project.engine.clean(project.path, agreed)), ["workspace-busy"]);
  assert.ok(project.has("out"));
});

test("a group's name stands for all of its stages, and an unknown one is told", async () => {
  using project = pipelineProject({
    "dvc.yaml":
      "stages:\n  each:\n    foreach: [a, b]\n    do:\n      cmd: echo ${item} > ${item}.txt\n      outs: ['${item}.txt']\n",
  });
  await project.run();
  assert.deepEqual(marked(await project.engine.removable(project.path, ["each"])), ["a.txt", "b.txt"]);
  assert.deepEqual(marked(await project.engine.removable(project.path, ["each@b"])), ["b.txt"]);
  assert.deepEqual(marked(await project.engine.removable(project.path, ["none"])), ["unknown-stage"]);
});
