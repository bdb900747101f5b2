import assert from "node:assert/strict";
import { test } from "node:test";
import { baton } from "#support/batonCommand.ts";
import { type TemporaryFolder, temporaryFolder } from "#support/temporaryFolder.ts";

/** A folder with two runs, of which the second has another parameter. */
async function twoRuns(): Promise<TemporaryFolder> {
  const folder = temporaryFolder();
  folder.write(
    "dvc.yaml",
    `stages:
  judge:
    cmd: 'grep -o [0-9.]* params.yaml | sed "s/.*/{\\"mae\\": &}/" > metrics.json'
    params: [mae]
    metrics: [metrics.json: {cache: false}]
`,
  );
  for (const mae of ["1.9", "1.75"]) {
    folder.write("params.yaml", `mae: ${mae}\n`);
    const { code, stdout, stderr } = await baton(folder.path, "run");
    assert.equal(code, 0, stdout + stderr);
  }
  return folder;
}

test("runs are listed newest first, with their metrics", async () => {
  using folder = await twoRuns();
  const { code, stdout } = await baton(folder.path, "runs", "list");
  assert.equal(code, 0);
  const [head, second, first] = stdout.split("\n");
  assert.match(head ?? "", /^run +when +who +outcome +time +MAE +suggestion$/);
  assert.match(second ?? "", /^ +2 .* done +\d.* 1\.75$/);
  assert.match(first ?? "", /^ +1 .* done +\d.* 1\.90$/);
  const { stdout: limited } = await baton(folder.path, "runs", "list", "--json", "--limit", "1");
  assert.deepEqual(
    JSON.parse(limited).map(({ number }: { number: number }) => number),
    [2],
  );
});

test("one run is shown with its code, stages, parameters and metrics", async () => {
  using folder = await twoRuns();
  const { code, stdout } = await baton(folder.path, "runs", "show", "2");
  assert.equal(code, 0);
  assert.match(stdout, /^run 2$/m);
  assert.match(stdout, /^code +not in git$/m);
  assert.match(stdout, /^judge +ran /m);
  assert.match(stdout, /^params\.yaml:mae +1\.75$/m);
  assert.match(stdout, /^MAE +1\.75 .*0\.15 better$/m);
});

test("two runs are compared: what went in first, then what came of it", async () => {
  using folder = await twoRuns();
  const { code, stdout } = await baton(folder.path, "runs", "compare", "1", "2");
  assert.equal(code, 0);
  assert.match(
    stdout,
    /^run 1 and run 2\n\nparameters\nmae +1\.9 +-> +1\.75\n\nmetrics\nMAE +1\.90 +-> +1\.75 +▼ 0\.15 better\n/,
  );
  const { stdout: same } = await baton(folder.path, "runs", "compare", "2", "2");
  assert.match(same, /are the same in all that is recorded/);
});

test("all runs are exported as a table", async () => {
  using folder = await twoRuns();
  assert.equal((await baton(folder.path, "runs", "export", "all.csv")).code, 0);
  const [head, ...rows] = folder.read("all.csv").trimEnd().split("\n");
  assert.equal(head, "run,started,seconds,who,why,outcome,commit,suggestion,params.yaml:mae,mae");
  assert.deepEqual(
    rows.map((row) => row.split(",").slice(-2)),
    [
      ["1.9", "1.9"],
      ["1.75", "1.75"],
    ],
  );
});

for (const wrong of [
  [],
  ["dance"],
  ["show"],
  ["show", "9"],
  ["compare", "1"],
  ["list", "--limit", "0"],
  ["export"],
]) {
  test(`'baton runs ${wrong.join(" ")}' is refused with a sentence and exit code 2`, async () => {
    using folder = temporaryFolder();
    const { code, stderr } = await baton(folder.path, "runs", ...wrong);
    assert.equal(code, 2);
    assert.match(stderr, /^baton: (runs|there is no run|--limit)/);
  });
}
