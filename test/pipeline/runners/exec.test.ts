import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { CommandResult } from "#pipeline/runners/stageRunner.ts";
import type { Problem } from "#protocol/problem.ts";
import { childrenOf, isAlive, pidIn, waitUntilGone } from "#support/processes.ts";
import { stageCommands } from "#support/stageCommands.ts";

function problemOf(result: CommandResult): Problem {
  if (result.type !== "failed") assert.fail(`the command ${result.type}`);
  return result.problem;
}

function placeOf({ path, line, column }: Problem): string {
  return `${path}:${line}:${column}`;
}

const loop = 'import { writeFileSync } from "node:fs";\nwriteFileSync("pid", process.pid + "\\n");\n';

test("a module sees the toolkit, its arguments, its folder and its environment", async (context) => {
  const { run, workspace } = await stageCommands(context, {
    "stage.ts": `import { readParams } from "baton";
      const told: readonly unknown[] = [typeof readParams, process.argv.slice(2), process.cwd(), process.env["DVC_STAGE"]];
      console.log(JSON.stringify(told));
      console.log(process.argv[1] === import.meta.filename, typeof process.send, "PARENT" in process.env);`,
  });
  const { result, stdout } = await run("baton exec stage.ts --trees 'a b'", { env: { DVC_STAGE: "train" } });
  assert.deepEqual(result, { type: "succeeded" });
  assert.deepEqual(JSON.parse(stdout[0] ?? ""), ["function", ["--trees", "a b"], workspace, "train"]);
  assert.equal(stdout[1], "true undefined false");
});

test("relative imports work with their extension, without it, and by the compiled name", async (context) => {
  const { run } = await stageCommands(context, {
    "stage.ts": `import { a } from "./lib/a.ts"; import { b } from "./lib/b"; import { c } from "./lib/c.js"; import { d } from "./lib/d.cjs";
      import { e } from "./folder";
      console.log(a + b + c + d + e);`,
    "lib/a.ts": "export const a: string = 'a';",
    "lib/b.mts": "export const b: string = await Promise.resolve('b');",
    "lib/c.ts": "export enum Letters { c = 'c' } export const c: string = Letters.c;",
    "lib/d.cts": "import path = require('node:path'); export const d: string = path.basename('/x/d');",
    "folder/index.ts": "export const e = 'e' satisfies string;",
  });
  const { stdout, stderr } = await run("baton exec stage.ts");
  assert.deepEqual([stdout, stderr], [["abcde"], []]);
});

test("an exception in an imported module is told at its line there, with a stack of the team's own", async (context) => {
  const { run } = await stageCommands(context, {
    "pipeline/train.ts": 'import { mean } from "./lib.ts";\n\nconsole.log(mean([]));\n',
    "pipeline/lib.ts":
      "export function mean(of: readonly number[]): number {\n  if (of.length === 0) throw new RangeError('nothing to average');\n  return 1;\n}\n",
  });
  const { result, stderr } = await run("baton exec pipeline/train.ts");
  const problem = problemOf(result);
  assert.equal(problem.message, "stage 'train' failed: RangeError: nothing to average");
  assert.equal(placeOf(problem), "pipeline/lib.ts:2:30");
  assert.deepEqual(stderr, [
    "RangeError: nothing to average",
    "    at mean (pipeline/lib.ts:2:30)",
    "    at pipeline/train.ts:3:13",
  ]);
});

test("a mistake in a data file is told at its line there, with the team's own line in the stack", async (context) => {
  const { run } = await stageCommands(context, {
    "data/students.csv": "age,grade\n15,12\n16\n",
    "stage.ts": 'import { readTable } from "baton";\n\nreadTable("data/students.csv");\n',
  });
  const { result, stderr } = await run("baton exec stage.ts");
  const problem = problemOf(result);
  assert.equal(problem.message, "stage 'train' failed: 1 field, where the header has 2");
  assert.equal(placeOf(problem), "data/students.csv:3:null");
  assert.equal(stderr[0], "DataError: data/students.csv:3: 1 field, where the header has 2");
  assert.equal(stderr[1], "    at stage.ts:3:1");
});

const failures: readonly { what: string; source: string; message: RegExp; place: string }[] = [
  {
    what: "a syntax error that the compiler finds",
    source: "const a: number = 1;\nfoo(1;\n",
    message: /SyntaxError: Unexpected token/,
    place: "stage.ts:2:6",
  },
  {
    what: "a syntax error that only the runtime finds",
    source: "const a: number = 1;\n\nlet b: Array<string>, a = 2;\n",
    message: /SyntaxError: Identifier 'a' has already been declared/,
    place: "stage.ts:3:23",
  },
  {
    what: "an import that the toolkit doesn't have",
    source: '\nimport { noSuchModel } from "baton";\nnoSuchModel();\n',
    message: /does not provide an export named 'noSuchModel'/,
    place: "stage.ts:2:10",
  },
  {
    what: "a package that isn't installed",
    source: 'const a = 1;\nimport x from "no-such-package";\nconsole.log(x);\n',
    message: /Cannot find the package 'no-such-package'.*install it/,
    place: "stage.ts:2:15",
  },
  {
    what: "a file that isn't there",
    source: 'import x from "./gone.ts";\nconsole.log(x);\n',
    message: /Cannot find the file '\.\/gone\.ts'/,
    place: "stage.ts:1:15",
  },
  {
    what: "a rejection that nobody handles",
    source:
      "function late(): void {\n  void Promise.reject(new TypeError('late'));\n}\nsetTimeout(late, 1);\n",
    message: /TypeError: late/,
    place: "stage.ts:2:23",
  },
  {
    what: "an exception in a timer",
    source: "setTimeout((): void => {\n  throw new TypeError('later');\n}, 1);\n",
    message: /TypeError: later/,
    place: "stage.ts:2:9",
  },
  {
    what: "an error inside the toolkit, at the team's call",
    source:
      'import { readTable } from "baton";\n\nconst x: unknown = readTable("gone.csv");\nconsole.log(x);\n',
    message: /gone\.csv/,
    place: "stage.ts:3:20",
  },
  {
    what: "a thrown value that is no error",
    source: "throw 'tired';\n",
    message: /thrown: tired/,
    place: "null:null:null",
  },
  {
    what: "a wait that never ends",
    source: "await new Promise(() => undefined);\n",
    message: /stage\.ts waits at its top level for something that never comes/,
    place: "null:null:null",
  },
];

for (const { what, source, message, place } of failures) {
  test(`told with its place: ${what}`, async (context) => {
    const { run } = await stageCommands(context, { "stage.ts": source });
    const problem = problemOf((await run("baton exec stage.ts")).result);
    assert.match(problem.message, message);
    assert.equal(placeOf(problem), place);
  });
}

test("a file that isn't there to be executed is named", async (context) => {
  const { run } = await stageCommands(context);
  assert.match(
    problemOf((await run("baton exec gone.ts")).result).message,
    /There is no file 'gone\.ts' in /,
  );
});

test("the module decides how it ends, as in plain Node", async (context) => {
  const { run } = await stageCommands(context, {
    "exit0.ts": "setTimeout(() => { throw new Error('never'); }, 50);\nprocess.exit(0);\n",
    "exit3.ts": "process.exitCode = 3;\n",
    "timers.ts": "setTimeout(() => console.log('last'), 30);\nconsole.log('first');\n",
  });
  assert.deepEqual((await run("baton exec exit0.ts")).result, { type: "succeeded" });
  assert.match(problemOf((await run("baton exec exit3.ts")).result).message, /ended with exit code 3/);
  assert.deepEqual((await run("baton exec timers.ts")).stdout, ["first", "last"]);
});

test("a hundred thousand lines arrive although the module exits right after them", async (context) => {
  const { run } = await stageCommands(context, {
    "stage.ts": "for (let i = 0; i < 100_000; i += 1) console.log('größe ' + i + ' 🌲');\nprocess.exit(0);\n",
  });
  const { stdout } = await run("baton exec stage.ts");
  assert.equal(stdout.length, 100_000);
  assert.ok(stdout.every((line, index) => line === `größe ${index} 🌲`));
});

test("an endless loop is cancelled, with what it started", async (context) => {
  const { run, workspace } = await stageCommands(context, {
    "stage.ts": `${loop}import { spawn } from "node:child_process";
      process.on("SIGTERM", () => undefined);
      writeFileSync("child", String(spawn("sleep", ["300"]).pid));
      for (;;);`,
  });
  const cancel = new AbortController();
  const running = run("baton exec stage.ts", { signal: cancel.signal });
  const pids = [await pidIn(join(workspace, "pid")), await pidIn(join(workspace, "child"))];
  assert.deepEqual(pids.map(isAlive), [true, true]);
  cancel.abort();
  assert.deepEqual((await running).result, { type: "cancelled" });
  assert.deepEqual(pids.map(isAlive), [false, false]);
});

test("a killed child is told as such, and the next job runs", async (context) => {
  const { run, workspace } = await stageCommands(context, {
    "loop.ts": `${loop}for (;;);`,
    "next.ts": "console.log(1);",
  });
  const running = run("baton exec loop.ts");
  process.kill(await pidIn(join(workspace, "pid")), "SIGKILL");
  assert.match(problemOf((await running).result).message, /was ended by SIGKILL/);
  assert.deepEqual((await run("baton exec next.ts")).stdout, ["1"]);
});

test("a spare child that died meanwhile is replaced", async (context) => {
  const { run, runner } = await stageCommands(context, { "stage.ts": "console.log(1);" });
  runner.warm();
  for (const pid of childrenOf(process.pid, "runner.js")) process.kill(pid, "SIGKILL");
  assert.deepEqual((await run("baton exec stage.ts")).stdout, ["1"]);
});

test("two modules run at once, each with its own folder, environment and output", async (context) => {
  const meet = (own: string, other: string): string =>
    `import { existsSync, writeFileSync } from "node:fs";
     writeFileSync("../${own}.here", "");
     const wait = setInterval(() => {
       if (!existsSync("../${other}.here")) return;
       clearInterval(wait);
       console.log(process.env["WHO"]);
     }, 5);`;
  const files = { "a/stage.ts": meet("a", "b"), "b/stage.ts": meet("b", "a") };
  const { run, workspace } = await stageCommands(context, files);
  const [a, b] = await Promise.all(
    ["a", "b"].map((who) => run("baton exec stage.ts", { cwd: join(workspace, who), env: { WHO: who } })),
  );
  assert.deepEqual([a?.stdout, b?.stdout], [["a"], ["b"]]);
});

test("no two jobs share a process", async (context) => {
  const source = "globalThis.seen ??= 0; globalThis.seen += 1; console.log(globalThis.seen, process.pid);";
  const { run } = await stageCommands(context, { "stage.mjs": source });
  const first = (await run("baton exec stage.mjs")).stdout[0];
  const second = (await run("baton exec stage.mjs")).stdout[0];
  assert.match(first ?? "", /^1 /);
  assert.match(second ?? "", /^1 /);
  assert.notEqual(first, second);
});

test("a change of the source between two jobs is seen", async (context) => {
  const { run, workspace } = await stageCommands(context, { "stage.ts": "console.log('before');" });
  assert.deepEqual((await run("baton exec stage.ts")).stdout, ["before"]);
  writeFileSync(join(workspace, "stage.ts"), "console.log('after');");
  assert.deepEqual((await run("baton exec stage.ts")).stdout, ["after"]);
});

test("when the engine's process is killed, an endless module and what it started end too", async (context) => {
  const { spawnRunner, workspace } = await stageCommands(context, {
    "stage.ts": `${loop}import { spawn } from "node:child_process";
      writeFileSync("child", String(spawn("sleep", ["300"]).pid));
      for (;;);`,
  });
  const engine = spawnRunner("baton exec stage.ts");
  const pids = [await pidIn(join(workspace, "pid")), await pidIn(join(workspace, "child"))];
  engine.kill("SIGKILL");
  await Promise.all(pids.map(waitUntilGone));
});
