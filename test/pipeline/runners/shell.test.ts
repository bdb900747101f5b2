import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { CommandResult } from "#pipeline/runners/stageRunner.ts";
import type { Problem } from "#protocol/problem.ts";
import { isAlive, pidIn, waitUntilGone } from "#support/processes.ts";
import { stageCommands } from "#support/stageCommands.ts";

function problemOf(result: CommandResult): Problem {
  if (result.type !== "failed") assert.fail(`the command ${result.type}`);
  return result.problem;
}

test("a command prints on both streams, with its environment and its folder", async (context) => {
  const { run, workspace } = await stageCommands(context);
  const { result, stdout, stderr } = await run('echo "$NAME in $PWD"; echo oops >&2', {
    env: { NAME: "train" },
  });
  assert.deepEqual(result, { type: "succeeded" });
  assert.deepEqual(stdout, [`train in ${workspace}`]);
  assert.deepEqual(stderr, ["oops"]);
});

test("a command has no input to wait for", async (context) => {
  const { run } = await stageCommands(context);
  const { result, stdout } = await run("cat; read -r line || echo none");
  assert.deepEqual([result, stdout], [{ type: "succeeded" }, ["none"]]);
});

test("a failed command tells its exit code and its last words", async (context) => {
  const { run } = await stageCommands(context);
  const problem = problemOf((await run("echo no more disk >&2; exit 3")).result);
  assert.equal(problem.code, "command-failed");
  assert.match(problem.message, /^stage 'train' failed: `.*` ended with exit code 3: no more disk$/);
});

test("a command that a signal ended tells the signal", async (context) => {
  const { run } = await stageCommands(context);
  assert.match(problemOf((await run("kill -KILL $$")).result).message, /was ended by SIGKILL/);
  assert.match(
    problemOf((await run("(sh -c 'kill -TERM $$'); exit $?")).result).message,
    /was ended by SIGTERM/,
  );
});

test("a program that isn't installed is named", async (context) => {
  const { run } = await stageCommands(context);
  const problem = problemOf((await run("no-such-trainer --fast")).result);
  assert.match(problem.message, /^stage 'train': the program 'no-such-trainer' was not found; install it/);
});

test("a folder that isn't there is named", async (context) => {
  const { run, workspace } = await stageCommands(context);
  const problem = problemOf((await run("true", { cwd: join(workspace, "gone") })).result);
  assert.equal(problem.message, "stage 'train': its working directory 'gone' does not exist");
});

test("a Python traceback gives the innermost place in the workspace", async (context) => {
  const traceback = [
    "Traceback (most recent call last):",
    '  File "train.py", line 1, in <module>',
    '  File "lib/model.py", line 2, in fit',
    '  File "/usr/lib/python3/statistics.py", line 430, in mean',
    "statistics.StatisticsError: mean requires at least one data point",
  ].join("\n");
  const files = { "train.py": "fit()\n", "lib/model.py": "def fit():\n  mean([])\n", traceback };
  const { run } = await stageCommands(context, files);
  const problem = problemOf((await run("cat traceback >&2; exit 1")).result);
  assert.deepEqual([problem.path, problem.line], ["lib/model.py", 2]);
  assert.match(problem.message, /StatisticsError: mean requires/);
});

test("a hundred thousand lines arrive, all and in order", async (context) => {
  const { run } = await stageCommands(context);
  const { stdout } = await run("i=0; while [ $i -lt 100000 ]; do echo $i; i=$((i+1)); done");
  assert.equal(stdout.length, 100_000);
  assert.ok(stdout.every((line, index) => line === String(index)));
});

test("what a command leaves running in the background is not waited for", async (context) => {
  const { run } = await stageCommands(context);
  const { result, stdout } = await run("sleep 300 & echo $!");
  assert.deepEqual(result, { type: "succeeded" });
  const left = Number(stdout[0]);
  assert.ok(isAlive(left));
  process.kill(left);
});

test("a cancelled command is gone with its children and grandchildren", async (context) => {
  const { run, workspace } = await stageCommands(context);
  const cancel = new AbortController();
  const line = "sleep 300 & echo $! > one; sh -c 'sleep 300 & echo $! > two; wait'; echo never";
  const running = run(line, { signal: cancel.signal });
  const children = [await pidIn(join(workspace, "one")), await pidIn(join(workspace, "two"))];
  assert.deepEqual(children.map(isAlive), [true, true]);
  cancel.abort();
  const { result, stdout } = await running;
  assert.deepEqual(result, { type: "cancelled" });
  assert.deepEqual(stdout, []);
  assert.deepEqual(children.map(isAlive), [false, false]);
});

test("a command that was cancelled before it began never begins", async (context) => {
  const { run } = await stageCommands(context);
  const { result, stdout } = await run("echo began", { signal: AbortSignal.abort() });
  assert.deepEqual([result, stdout], [{ type: "cancelled" }, []]);
});

test("baton exec as a part of a shell's line runs through the shim", async (context) => {
  const { run } = await stageCommands(context, {
    "x.ts": 'const word: string = "stage";\nconsole.log(word);\n',
  });
  const { result, stdout, stderr } = await run("baton exec x.ts && echo ok");
  assert.deepEqual([result, stdout, stderr], [{ type: "succeeded" }, ["stage", "ok"], []]);
});

test("a module that fails inside a shell's line still tells its place", async (context) => {
  const { run } = await stageCommands(context, {
    "x.ts": 'const a: number = 1;\nthrow new Error("no " + a);\n',
  });
  const problem = problemOf((await run("baton exec x.ts && echo ok")).result);
  assert.deepEqual([problem.path, problem.line, problem.column], ["x.ts", 2, 7]);
  assert.match(problem.message, /Error: no 1$/);
});

test("when the engine's process is killed, its commands end too", async (context) => {
  const { spawnRunner, workspace } = await stageCommands(context);
  const engine = spawnRunner("echo $$ > leader; sleep 300 & echo $! > child; wait");
  const pids = [await pidIn(join(workspace, "leader")), await pidIn(join(workspace, "child"))];
  engine.kill("SIGKILL");
  await Promise.all(pids.map(waitUntilGone));
});
