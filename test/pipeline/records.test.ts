import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readRunRecords, runLogPath } from "#pipeline/records.ts";
import { newRunId } from "#pipeline/run/recorder.ts";
import { first, type PipelineProject, pipelineProject } from "#support/pipelineProject.ts";

const files = {
  "in.txt": "1",
  "params.yaml": "forest: {trees: 100, seed: 1}\n",
  "dvc.yaml": `stages:
  one:
    cmd: echo told; echo warned >&2; cp in.txt out.txt; echo '{"mae":1}' > m.json
    deps: [in.txt]
    params: [forest]
    outs: [out.txt]
    metrics: [m.json: {cache: false}]
`,
};

function git(project: PipelineProject, ...words: string[]): string {
  const who = ["-c", "user.name=Test", "-c", "user.email=test@localhost"];
  return execFileSync("git", ["-C", project.path, ...who, ...words], { encoding: "utf8" }).trim();
}

test("a run leaves a record of what it did, on what, and from which code", async () => {
  using project = pipelineProject(files);
  git(project, "init", "--quiet");
  git(project, "add", ".");
  git(project, "commit", "--quiet", "--message", "first");
  const finished = first(await project.events(), "runFinished");
  const [record, ...others] = await readRunRecords(project.path);
  assert.deepEqual(others, []);
  assert.match(record?.id ?? "", /^\d{8}T\d{6}Z-[0-9a-f]{4}$/);
  assert.deepEqual([record?.id, record?.number, record?.outcome], [finished.run, 1, "done"]);
  assert.deepEqual(
    record?.stages.map(({ name, verdict, problem }) => [name, verdict, problem]),
    [["one", "ran", null]],
  );
  assert.deepEqual(record?.params, [
    { path: "params.yaml", key: "forest.trees", value: 100 },
    { path: "params.yaml", key: "forest.seed", value: 1 },
  ]);
  assert.deepEqual(record?.metrics, [{ path: "m.json", content: { mae: 1 } }]);
  assert.equal(record?.lock, createHash("sha256").update(project.read("dvc.lock")).digest("hex"));
  assert.equal(record?.git?.commit, git(project, "rev-parse", "HEAD"));
  assert.deepEqual(record?.trigger, { who: "test", why: "terminal", note: null });
  const log = readFileSync(runLogPath(project.path, record?.id ?? ""), "utf8");
  assert.match(log, /^\[one\] \$ echo told/);
  assert.match(log, /^\[one\] told$/m);
  assert.match(log, /^\[one\] warned$/m);
});

test("records, cache and outputs stay out of git; metrics that git keeps do not", async () => {
  using project = pipelineProject({ ...files, ".gitignore": "# mine\nold" });
  git(project, "init", "--quiet");
  await project.run();
  assert.equal(project.read(".gitignore"), "# mine\nold\n/out.txt\n");
  const seen = git(project, "status", "--porcelain", "--untracked-files=all")
    .split("\n")
    .map((line) => line.slice(3));
  assert.deepEqual(seen, [
    ".dvc/.gitignore",
    ".dvc/config",
    ".gitignore",
    "dvc.lock",
    "dvc.yaml",
    "in.txt",
    "m.json",
    "params.yaml",
  ]);
});

test("an output that git ignores already gets no line of its own", async () => {
  using project = pipelineProject({ ...files, ".gitignore": "*.txt\n" });
  git(project, "init", "--quiet");
  await project.run();
  assert.equal(project.read(".gitignore"), "*.txt\n");
});

test("a run that finds all unchanged answers with the record before it", async () => {
  using project = pipelineProject(files);
  const before = first(await project.events(), "runFinished");
  const after = first(await project.events(), "runFinished");
  assert.deepEqual([after.run, after.number, after.outcome], [before.run, before.number, "done"]);
  assert.equal((await readRunRecords(project.path)).length, 1);
});

test("numbers count up, newest first, as many as asked for, damaged ones skipped", async () => {
  using project = pipelineProject(files);
  for (const content of ["1", "2", "3"]) {
    project.write("in.txt", content);
    await project.run();
  }
  project.write(".baton/runs/29991231T000000Z-ffff/run.json", "{ half");
  const numbers = async (limit?: number) =>
    (await readRunRecords(project.path, limit)).map(({ number }) => number);
  assert.deepEqual(
    [await numbers(), await numbers(2)],
    [
      [3, 2, 1],
      [3, 2],
    ],
  );
  assert.equal(first(await project.events(), "runFinished").number, 3);
});

test("a run's name sorts after the one before it, within a second and when the clock went back", () => {
  const now = new Date("2026-11-21T09:15:12.999Z");
  assert.match(newRunId(now, "20261121T091511Z-ffff"), /^20261121T091512Z-[0-9a-f]{4}$/);
  assert.equal(newRunId(now, "20261121T091512Z-00ff"), "20261121T091512Z-0100");
  assert.equal(newRunId(now, "20261121T091512Z-ffff"), "20261121T091512Z-ffff0");
  assert.equal(newRunId(now, "20270101T000000Z-3f9a"), "20270101T000000Z-3f9b");
});

test("a failed run leaves its record, with the problem", async () => {
  using project = pipelineProject({ "dvc.yaml": "stages:\n  one: {cmd: exit 3}\n" });
  await project.run();
  const [record] = await readRunRecords(project.path);
  assert.equal(record?.outcome, "failed");
  assert.equal(record?.stages[0]?.problem?.code, "command-failed");
  assert.equal(record?.git, null);
});

test("known records are not read again, new ones are, and those that are gone are not told", async () => {
  using project = pipelineProject(files);
  await project.run();
  const known = await readRunRecords(project.path);
  project.write("in.txt", "2");
  await project.run();
  const both = await readRunRecords(project.path, 200, known);
  assert.deepEqual(
    both.map(({ number }) => number),
    [2, 1],
  );
  assert.equal(both[1], known[0]);
  rmSync(join(project.path, ".baton", "runs", known[0]?.id ?? ""), { recursive: true });
  assert.deepEqual(await readRunRecords(project.path, 200, both), both.slice(0, 1));
});
