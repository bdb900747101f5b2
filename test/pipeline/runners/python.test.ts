/** Which Python a stage's command finds, and what is said where there is none. */
import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type TestContext, test } from "node:test";
import { createEngine } from "#pipeline/engine.ts";
import { pythonNames } from "#pipeline/runners/python.ts";
import type { RunEvent } from "#protocol/run.ts";
import { pipelineProject, trigger, verdictsOf } from "#support/pipelineProject.ts";
import { type TemporaryFolder, temporaryFolder } from "#support/temporaryFolder.ts";

const yaml =
  "stages:\n  first:\n    cmd: echo begun > begun.txt\n    outs: [begun.txt]\n  second:\n    cmd: python say.py\n    deps: [begun.txt]\n";

/** A Python that prints who it is. */
function interpreter(folder: TemporaryFolder, path: string, name: string): string {
  const file = folder.write(path, `#!/bin/sh\necho ${name}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** Only these folders are searched, besides the system's own shell tools. */
function withPath(context: TestContext, ...folders: string[]): void {
  const before = process.env["PATH"];
  process.env["PATH"] = folders.join(":");
  context.after(() => {
    process.env["PATH"] = before;
  });
}

function lines(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => (event.type === "output" ? [event.line] : []));
}

const posix = { skip: process.platform === "win32" ? "the test's interpreters are shell scripts" : false };

for (const [line, names] of [
  ["python train.py", ["python"]],
  ["cd src && python3.11 -m train", ["python3.11"]],
  ["A=1 python3 a.py; (python b.py)", ["python3", "python"]],
  ["./python-like a.py", []],
  ["echo mypython", []],
] as const) {
  test(`the Pythons that are called in: ${line}`, () => assert.deepEqual(pythonNames(line), names));
}

test(
  "without any Python the run is refused at its line, before its first command",
  posix,
  async (context) => {
    withPath(context, "/nowhere");
    using project = pipelineProject({ "dvc.yaml": yaml });
    const [event, ...others] = await project.events();
    assert.ok(event?.type === "runRefused");
    assert.deepEqual(
      event.problems.map(({ code, line, stage }) => [code, line, stage]),
      [["missing-python", 5, "second"]],
    );
    assert.match(event.problems[0]?.message ?? "", /calls 'python', which is not there.*\.venv/);
    assert.deepEqual(others, []);
    assert.ok(!project.has("begun.txt"));
  },
);

test("a Python under another name is pointed out", posix, async (context) => {
  using tools = temporaryFolder();
  interpreter(tools, "python3", "system");
  withPath(context, tools.path);
  using project = pipelineProject({ "dvc.yaml": yaml });
  const [event] = await project.events();
  assert.match(
    event?.type === "runRefused" ? (event.problems[0]?.message ?? "") : "",
    /There is a 'python3'/,
  );
});

test("a stage that is up to date needs no Python", posix, async (context) => {
  using tools = temporaryFolder();
  interpreter(tools, "python", "system");
  using project = pipelineProject({
    "dvc.yaml": "stages:\n  one:\n    cmd: python say.py\n    deps: [a.txt]\n",
    "a.txt": "a",
  });
  const before = process.env["PATH"] ?? "";
  withPath(context, tools.path, before);
  assert.deepEqual(await project.run(), { one: "ran" });
  process.env["PATH"] = "/nowhere";
  assert.deepEqual(await project.run(), { one: "cached" });
});

test(
  "the workspace's own environment goes before the PATH, and the chosen one before both",
  posix,
  async (context) => {
    using tools = temporaryFolder();
    interpreter(tools, "python", "system");
    const chosen = interpreter(tools, "chosen/python", "chosen");
    withPath(context, tools.path, process.env["PATH"] ?? "");
    using project = pipelineProject({ "dvc.yaml": "stages:\n  one: {cmd: python say.py}\n" });
    assert.deepEqual(lines(await project.events()), ["system"]);
    interpreter(project, ".venv/bin/python", "own");
    assert.deepEqual(lines(await project.events()), ["own"]);
    const engine = createEngine({
      batonFolder: resolve("dist/bin"),
      nodePath: process.execPath,
      runnerPath: resolve("dist/runner.js"),
      md5WorkerPath: resolve("dist/md5Worker.js"),
      version: "0.0.0-test",
      python: () => Promise.resolve(chosen),
    });
    const events = await Array.fromAsync(engine.run(project.path, { trigger }));
    assert.deepEqual([verdictsOf(events), lines(events)], [{ one: "ran" }, ["chosen"]]);
    assert.equal(dirname(chosen), join(tools.path, "chosen"));
  },
);

test(
  "a project of Poetry's is asked where its environment is, and only such a project",
  posix,
  async (context) => {
    using tools = temporaryFolder();
    interpreter(tools, "env/bin/python", "poetry");
    chmodSync(tools.write("poetry", `#!/bin/sh\necho ${tools.path}/env\n`), 0o755);
    interpreter(tools, "python", "system");
    withPath(context, tools.path, process.env["PATH"] ?? "");
    using project = pipelineProject({
      "dvc.yaml": "stages:\n  one: {cmd: python say.py}\n",
      "pyproject.toml": "[project]\n",
    });
    assert.deepEqual(lines(await project.events()), ["system"]);
    project.write("pyproject.toml", "[tool.poetry]\n");
    assert.deepEqual(lines(await project.events()), ["poetry"]);
  },
);
