import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { runLogPath } from "#pipeline/records.ts";
import { largestLog } from "#pipeline/run/recorder.ts";
import { first, pipelineProject, verdictsOf } from "#support/pipelineProject.ts";

const large = {
  "in.txt": "1",
  "dvc.yaml":
    "stages:\n  one: {cmd: head -c $(cat in.txt)000000 /dev/zero > out.bin, deps: [in.txt], outs: [out.bin]}\n",
};

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
