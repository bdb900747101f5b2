import assert from "node:assert/strict";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { baton, startBaton } from "#support/batonCommand.ts";
import { pidIn, waitUntilGone } from "#support/processes.ts";
import { type TemporaryFolder, temporaryFolder } from "#support/temporaryFolder.ts";

const pipeline = `stages:
  split:
    cmd: baton exec split.ts
    deps: [split.ts, data.txt]
    outs: [half.txt]
  judge:
    cmd: baton exec judge.ts
    deps: [judge.ts, half.txt]
    metrics:
      - metrics.json: { cache: false }
`;

function project(): TemporaryFolder {
  const folder = temporaryFolder();
  folder.write("dvc.yaml", pipeline);
  folder.write("data.txt", "12345678");
  folder.write(
    "split.ts",
    `import { readFileSync, writeFileSync } from "node:fs";
const text: string = readFileSync("data.txt", "utf8");
console.log("halving", text.length);
writeFileSync("half.txt", text.slice(0, text.length / 2));
`,
  );
  folder.write(
    "judge.ts",
    `import { readFileSync, writeFileSync } from "node:fs";
const mae: number = readFileSync("half.txt", "utf8").length + 0.25;
writeFileSync("metrics.json", JSON.stringify({ mae, baseline: { mae: 10.5 }, source: "synthetic sample" }));
`,
  );
  return folder;
}

test("run prints each stage, what it prints, and the metrics beside baseline and last run", async () => {
  using folder = project();
  const first = await baton(folder.path, "run");
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stdout, /^split {2}baton exec split\.ts\n {2}halving 8\nsplit {2}ran {2}[\d.]+ m?s$/m);
  assert.match(first.stdout, /^judge {2}ran/m);
  assert.match(first.stdout, /^MAE +4\.25 +10\.50$/m);
  assert.match(first.stdout, /synthetic sample, not real data/);
  assert.equal(first.stdout, stripVTControlCharacters(first.stdout));
  folder.write("data.txt", "123456");
  const second = await baton(folder.path, "run");
  assert.match(second.stdout, /^MAE +3\.25 +10\.50 +▼ \S+ better$/m);
});

test("run --json prints one object, and progress on the other stream", async () => {
  using folder = project();
  const { code, stdout, stderr } = await baton(folder.path, "run", "--json");
  const told = JSON.parse(stdout);
  assert.equal(code, 0);
  assert.deepEqual(Object.keys(told), ["run", "stages", "metrics"]);
  assert.equal(typeof told.run, "string");
  assert.deepEqual(
    told.stages.map(({ name, verdict, ms }: Record<string, unknown>) => [name, verdict, typeof ms]),
    [
      ["split", "ran", "number"],
      ["judge", "ran", "number"],
    ],
  );
  assert.equal(told.metrics["metrics.json"].mae, 4.25);
  assert.match(stderr, /halving 8/);
});

test("a second run finds everything in place and still tells the metrics", async () => {
  using folder = project();
  await baton(folder.path, "run");
  const { code, stdout } = await baton(folder.path, "run", "--json");
  const told = JSON.parse(stdout);
  assert.equal(code, 0);
  assert.deepEqual(
    told.stages.map(({ verdict }: Record<string, unknown>) => verdict),
    ["cached", "cached"],
  );
  assert.equal(told.metrics["metrics.json"].mae, 4.25);
});

test("a stage that is named runs with what it needs, and nothing else", async () => {
  using folder = project();
  const { stdout } = await baton(folder.path, "run", "--json", "split");
  assert.deepEqual(
    JSON.parse(stdout).stages.map(({ name }: Record<string, unknown>) => name),
    ["split"],
  );
});

test("a failed stage is told with its place, and exit code 1", async () => {
  using folder = project();
  folder.write("judge.ts", "const a = 1;\nthrow new Error('no judgement');\n");
  const { code, stdout } = await baton(folder.path, "run");
  assert.equal(code, 1);
  assert.match(stdout, /^judge {2}failed/m);
  assert.match(stdout, /^judge\.ts:2:7: stage 'judge' failed: Error: no judgement$/m);
  const json = JSON.parse((await baton(folder.path, "run", "--json")).stdout);
  assert.equal(json.stages.at(-1).verdict, "failed");
  assert.equal(json.problems[0].path, "judge.ts");
});

test("--jobs says how many stages run side by side; what is no such number is refused", async () => {
  using folder = project();
  for (const wrong of ["0", "-1", "two", "1.5"]) {
    const { code, stderr } = await baton(folder.path, "run", `--jobs=${wrong}`);
    assert.equal(code, 2);
    assert.match(stderr, /--jobs takes a whole number from 1 on/);
  }
  assert.equal((await baton(folder.path, "run", "--jobs", "1")).code, 0);
});

for (const command of ["run", "status"]) {
  test(`${command} refuses a folder without a pipeline with exit code 2`, async () => {
    using folder = temporaryFolder();
    const { code, stdout, stderr } = await baton(folder.path, command);
    assert.equal(code, 2);
    assert.match(stdout + stderr, /dvc\.yaml/);
    const json = await baton(folder.path, command, "--json");
    assert.equal(json.code, 2);
    assert.equal(JSON.parse(json.stdout).problems[0].code, "no-project");
  });
}

test("status says which stages would run, and why", async () => {
  using folder = project();
  const before = await baton(folder.path, "status");
  assert.equal(before.code, 0, before.stderr);
  assert.match(before.stdout, /^split {2}stale {2}never ran$/m);
  await baton(folder.path, "run");
  folder.write("data.txt", "12");
  const { stages } = JSON.parse((await baton(folder.path, "status", "--json")).stdout);
  assert.deepEqual(stages[0].reasons, [{ type: "changedDependency", path: "data.txt" }]);
});

const endless = `import { writeFileSync } from "node:fs";
writeFileSync("pid", process.pid + "\\n");
for (;;);
`;

test("Ctrl+C cancels the run in good order, with exit code 130 and nothing left", async () => {
  using folder = project();
  folder.write("judge.ts", endless);
  const { child, output } = await startBaton(folder.path, ["run", "--json"]);
  const stage = await pidIn(join(folder.path, "pid"));
  child.kill("SIGINT");
  const { code, stdout, stderr } = await output;
  await waitUntilGone(stage);
  assert.equal(code, 130);
  assert.match(stderr, /Cancelling/);
  assert.equal(JSON.parse(stdout).stages.at(-1).verdict, "cancelled");
});

test("a second Ctrl+C ends the command at once, and its stage with it", async () => {
  using folder = project();
  folder.write("judge.ts", `process.on("SIGTERM", () => undefined);\n${endless}`);
  const { child, output } = await startBaton(folder.path, ["run"]);
  const stage = await pidIn(join(folder.path, "pid"));
  child.kill("SIGINT");
  child.stderr?.once("data", () => child.kill("SIGINT"));
  assert.equal((await output).code, 130);
  await waitUntilGone(stage);
});

test("Ctrl+C while another run is at work cancels with exit code 130", async () => {
  using folder = project();
  folder.write("judge.ts", endless);
  const first = await startBaton(folder.path, ["run"]);
  await pidIn(join(folder.path, "pid"));
  const second = await startBaton(folder.path, ["run", "--json"]);
  second.child.stderr?.once("data", () => second.child.kill("SIGINT"));
  const { code, stdout } = await second.output;
  first.child.kill("SIGINT");
  await first.output;
  assert.equal(code, 130);
  assert.deepEqual(JSON.parse(stdout).stages, []);
});

for (const [what, thrown] of [
  ["an object without a text", "Object.create(null)"],
  ["a symbol", "Symbol('odd')"],
  ["nothing", "undefined"],
]) {
  test(`a stage that throws ${what} has failed`, async () => {
    using folder = project();
    folder.write("judge.ts", `throw ${thrown};\n`);
    const { code, stdout } = await baton(folder.path, "run");
    assert.equal(code, 1);
    assert.match(stdout, /stage 'judge' failed: thrown: /);
  });
}

test("a cause that the message tells already is not told twice", async () => {
  using folder = project();
  folder.write("judge.ts", "throw new Error('wrong: sum', { cause: new Error('sum') });\n");
  assert.match((await baton(folder.path, "run")).stdout, /failed: Error: wrong: sum$/m);
});

test("a reader that goes away does not fail the run", async () => {
  using folder = project();
  const { child, output } = await startBaton(folder.path, ["run"]);
  child.stdout?.destroy();
  // Nobody reads the output to its end here: the stream that is gone makes this fail, and that is no matter.
  output.catch(() => undefined);
  const [code] = await once(child, "exit");
  assert.equal(code, 0);
  assert.match(folder.read("metrics.json"), /"mae":4.25/);
});
