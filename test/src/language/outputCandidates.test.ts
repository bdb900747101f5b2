import assert from "node:assert/strict";
import { test } from "node:test";
import { outputCandidates } from "#src/language/outputCandidates.ts";

test("what other stages make is offered as the reading stage would write it, its own and the rest of the disk's not", () => {
  const text = `stages:
  clean:
    wdir: data
    cmd: x
    outs: [clean.csv, {model.json: {cache: false}}, "\${item}.csv", ../../out.csv]
  each:
    foreach: [a]
    do: {cmd: x, wdir: sub, outs: [each.csv], metrics: [m.json]}
  report:
    wdir: reports
    cmd: x
    outs: [report.md]
    deps:
      - `;
  const saved = [
    { name: "each@a", outputs: ["sub/a.csv"] },
    { name: "report", outputs: ["reports/old.md"] },
  ];
  const offered = (stage: string | null, known = saved) =>
    outputCandidates(text, stage, known).map(({ path, maker }) => `${maker} ${path}`);
  assert.deepEqual(offered("report"), [
    "each@a ../sub/a.csv",
    "clean ../data/clean.csv",
    "clean ../data/model.json",
    "each ../sub/each.csv",
    "each ../sub/m.json",
  ]);
  assert.deepEqual(offered("each"), [
    "report ../reports/old.md",
    "clean ../data/clean.csv",
    "clean ../data/model.json",
    "report ../reports/report.md",
  ]);
  assert.ok(offered(null).includes("clean data/clean.csv"));
  assert.deepEqual(outputCandidates("stages: [", "x", []), []);
});
