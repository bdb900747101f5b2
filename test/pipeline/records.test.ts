import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { readRunRecords, runFolder, runLogPath } from "#pipeline/records.ts";
import { patchPath } from "#pipeline/run/codeState.ts";
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

/** A clone of the commit with the record's changes put on top. */
function codeOf(project: PipelineProject, id: string): string {
  const clone = join(project.path, ".baton", "clone");
  git(project, "clone", "--quiet", project.path, clone);
  execFileSync("git", ["-C", clone, "apply", "--whitespace=nowarn", patchPath(runFolder(project.path, id))]);
  return clone;
}

test("a run of code that is in no commit keeps what differs, new, changed and deleted files, and touches no index", async () => {
  using project = pipelineProject({ ...files, "code.py": "one\n", "gone.py": "" });
  git(project, "init", "--quiet");
  git(project, "add", ".");
  git(project, "commit", "--quiet", "--message", "first");
  project.write("code.py", "two\n");
  project.write("new näme.bin", "\u0000\u0001");
  rmSync(join(project.path, "gone.py"));
  git(project, "add", "code.py");
  project.write("code.py", "three\n");
  const before = git(project, "diff", "--cached");
  await project.run();
  const [record] = await readRunRecords(project.path);
  assert.deepEqual(record?.git, { commit: git(project, "rev-parse", "HEAD"), dirty: true, changes: "kept" });
  assert.equal(git(project, "diff", "--cached"), before);
  const clone = codeOf(project, record?.id ?? "");
  assert.equal(readFileSync(join(clone, "code.py"), "utf8"), "three\n");
  assert.equal(readFileSync(join(clone, "new näme.bin"), "utf8"), "\u0000\u0001");
  assert.throws(() => readFileSync(join(clone, "gone.py")), { code: "ENOENT" });
});

test("a run of what is in a commit keeps no changes; more than 8 MB of them are not kept, and that is said", async () => {
  using project = pipelineProject(files);
  git(project, "init", "--quiet");
  git(project, "add", ".");
  git(project, "commit", "--quiet", "--message", "first");
  await project.run();
  git(project, "add", ".");
  git(project, "commit", "--quiet", "--message", "what the first run made");
  rmSync(join(project.path, "out.txt"));
  await project.run();
  const [clean] = await readRunRecords(project.path);
  assert.equal(clean?.git?.changes, "none");
  project.write(
    "huge.txt",
    `${randomBytes(3_000_000).toString("hex")}\n${randomBytes(3_000_000).toString("hex")}\n`,
  );
  project.write("in.txt", "2");
  await project.run();
  const [large] = await readRunRecords(project.path);
  assert.equal(large?.git?.changes, "lost");
});

test("a record names each stage's inputs and outputs by their hashes", async () => {
  using project = pipelineProject(files);
  await project.run();
  const [record] = await readRunRecords(project.path);
  const md5 = (text: string): string => createHash("md5").update(text).digest("hex");
  assert.deepEqual(record?.files, [
    { stage: "one", use: "dependency", path: "in.txt", md5: md5("1") },
    { stage: "one", use: "output", path: "m.json", md5: md5('{"mae":1}\n') },
    { stage: "one", use: "output", path: "out.txt", md5: md5("1") },
  ]);
});

test("a run whose process dies leaves a record that says so, and the next one counts on", async () => {
  using project = pipelineProject({
    "dvc.yaml": "stages:\n  one: {cmd: 'echo up; test -e go || sleep 600'}\n",
  });
  const child = spawn(process.execPath, [resolve("test/support/engineProcess.ts"), project.path], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  for await (const line of createInterface(child.stdout)) if (line.includes('"type":"output"')) break;
  const ended = once(child, "exit");
  process.kill(-(child.pid ?? 0), "SIGKILL");
  await ended;
  const [dead] = await readRunRecords(project.path);
  assert.deepEqual([dead?.number, dead?.outcome], [1, "interrupted"]);
  project.write("go", "");
  await project.run();
  const records = await readRunRecords(project.path, 10, dead === undefined ? [] : [dead]);
  assert.deepEqual(
    records.map(({ number, outcome }) => [number, outcome]),
    [
      [2, "done"],
      [1, "interrupted"],
    ],
  );
});

test("nothing of the environment's variables is recorded", async () => {
  using project = pipelineProject({ "dvc.yaml": "stages:\n  one: {cmd: 'true'}\n" });
  process.env["BATON_TEST_SECRET"] = "hunter2-of-the-test";
  try {
    await project.run();
  } finally {
    delete process.env["BATON_TEST_SECRET"];
  }
  const [record] = await readRunRecords(project.path);
  assert.doesNotMatch(JSON.stringify(record), /hunter2/);
  assert.doesNotMatch(readFileSync(runLogPath(project.path, record?.id ?? ""), "utf8"), /hunter2/);
});

const python = spawnSync("python3", ["--version"]).status === 0;

test("a run of Python stages names its Python and every package by version", {
  skip: !python && "no python3 here",
}, async () => {
  using project = pipelineProject({ "dvc.yaml": "stages:\n  one: {cmd: python3 -c pass}\n" });
  await project.run();
  const [record] = await readRunRecords(project.path);
  const version = execFileSync("python3", ["-c", "import platform; print(platform.python_version())"], {
    encoding: "utf8",
  });
  assert.equal(record?.environment.python?.version, version.trim());
  assert.ok(record.environment.python.packages.every(({ name, version: own }) => name !== "" && own !== ""));
});

test("a run made for a suggestion keeps which one", async () => {
  using project = pipelineProject(files);
  await project.run({ suggestion: { id: "s1", text: "Fewer trees" } });
  const [record] = await readRunRecords(project.path);
  assert.deepEqual(record?.suggestion, { id: "s1", text: "Fewer trees" });
});
