/** Metrics and plots at the top of `dvc.yaml`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Display } from "#pipeline/project/project.ts";
import { readProject } from "#pipeline/project/readProject.ts";
import { pipelineProject } from "#support/pipelineProject.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

async function displaysOf(yaml: string): Promise<Readonly<Record<string, readonly Display[]>>> {
  using folder = temporaryFolder();
  folder.write("dvc.yaml", yaml);
  folder.write("params.yaml", "name: loss\n");
  const read = await readProject(folder.path);
  assert.ok(read.type === "project", JSON.stringify(read));
  return Object.fromEntries(read.project.stages.map(({ name, displays }) => [name, displays]));
}

const stages = "stages:\n  a: {cmd: x, outs: [out]}\n  b: {cmd: y, deps: [out], metrics: [m.json]}\n";

test("each belongs to the stage that makes it, else to the last one; none twice", async () => {
  const displays = await displaysOf(`${stages}metrics: [out/a.json, m.json, made/by/hand.json]\n`);
  assert.deepEqual(displays, {
    a: [{ type: "metrics", path: "out/a.json" }],
    b: [
      { type: "metrics", path: "m.json" },
      { type: "metrics", path: "made/by/hand.json" },
    ],
  });
});

test("plots are paths, names with columns, or names with files that have columns", async () => {
  const { a } = await displaysOf(`${stages}plots:
  - out/plain.csv
  - out/\${name}.csv: {x: epoch, y: loss, title: Loss}
  - Both: {x: {out/one.csv: step}, y: {out/one.csv: [loss], out/two.csv: [loss, acc]}}
`);
  const bare = { title: null, x: null, y: null, header: true };
  assert.deepEqual(a, [
    { type: "plot", path: "out/plain.csv", ...bare },
    { type: "plot", path: "out/loss.csv", ...bare, title: "Loss", x: "epoch", y: "loss" },
    { type: "plot", path: "out/one.csv", ...bare, title: "Both", x: "step", y: "loss" },
    { type: "plot", path: "out/two.csv", ...bare, title: "Both" },
  ]);
});

test("a file outside of the workspace is refused at its line", async () => {
  using folder = temporaryFolder();
  folder.write("dvc.yaml", `${stages}metrics: [../m.json]\n`);
  const read = await readProject(folder.path);
  assert.ok(read.type === "problems");
  assert.deepEqual(
    read.problems.map(({ code, line }) => [code, line]),
    [["unsafe-path", 4]],
  );
});

test("a run tells metrics at the top with those of the stage that makes them", async () => {
  using project = pipelineProject({
    "dvc.yaml":
      "stages:\n  a: {cmd: 'mkdir out && echo 1 > out/m.yaml && echo mae: 2 > out/m.yaml', outs: [out]}\nmetrics: [out/m.yaml]\n",
  });
  const events = await project.events();
  const read = events.find(({ type }) => type === "metricsRead");
  assert.deepEqual(read?.type === "metricsRead" && [read.stage, read.metrics], [
    "a",
    [{ path: "out/m.yaml", content: { mae: 2 } }],
  ]);
});
