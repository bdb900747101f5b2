import assert from "node:assert/strict";
import { test } from "node:test";
import { csvParseRows } from "d3-dsv";
import fc from "fast-check";
import { compareRuns } from "#pipeline/runs/compareRuns.ts";
import { runsCsv } from "#pipeline/runs/runsCsv.ts";
import { runRecord } from "#support/runRecord.ts";

const before = runRecord({
  params: [
    { path: "params.yaml", key: "forest.trees", value: 100 },
    { path: "params.yaml", key: "forest.seed", value: 1 },
  ],
  metrics: [{ path: "metrics.json", content: { mae: 1.9, r2: 0.4 } }],
  files: [
    { stage: "train", use: "dependency", path: "data.csv", md5: "a".repeat(32) },
    { stage: "train", use: "output", path: "model.json", md5: "b".repeat(32) },
    { stage: "judge", use: "dependency", path: "model.json", md5: "b".repeat(32) },
  ],
});

test("a run compared with itself has no differences", () => {
  assert.deepEqual(compareRuns(before, before), {
    params: [],
    inputs: [],
    environment: [],
    metrics: [],
    outputs: [],
  });
});

test("parameters, metrics, data and outputs are told with both values, what is new or gone too", () => {
  const after = runRecord({
    params: [
      { path: "params.yaml", key: "forest.trees", value: 40 },
      { path: "params.yaml", key: "forest.depth", value: null },
    ],
    metrics: [{ path: "metrics.json", content: { mae: 1.8, r2: 0.4 } }],
    files: [
      { stage: "train", use: "dependency", path: "data.csv", md5: "c".repeat(32) },
      { stage: "train", use: "output", path: "model.json", md5: "d".repeat(32) },
      { stage: "judge", use: "dependency", path: "model.json", md5: "d".repeat(32) },
    ],
  });
  const { params, metrics, inputs, outputs } = compareRuns(before, after);
  assert.deepEqual(params, [
    { name: "forest.trees", before: "100", after: "40" },
    { name: "forest.depth", before: null, after: "null" },
    { name: "forest.seed", before: "1", after: null },
  ]);
  assert.deepEqual(metrics, [{ name: "mae", before: 1.9, after: 1.8 }]);
  assert.deepEqual(inputs, [{ name: "data.csv", before: "a".repeat(32), after: "c".repeat(32) }]);
  assert.deepEqual(outputs, [{ name: "model.json", before: "b".repeat(32), after: "d".repeat(32) }]);
});

test("another commit, Python or package is a difference of the environment", () => {
  const python = (version: string, pandas: string) => ({
    python: { version, packages: [{ name: "pandas", version: pandas }] },
  });
  const git = (commit: string) => ({ commit: commit.repeat(40), dirty: false, changes: "none" as const });
  const one = runRecord({ git: git("1"), environment: python("3.12.1", "2.1") });
  const other = runRecord({ git: git("2"), environment: python("3.12.1", "2.2") });
  assert.deepEqual(compareRuns(one, other).environment, [
    { name: "commit", before: "1".repeat(12), after: "2".repeat(12) },
    { name: "Python package pandas", before: "2.1", after: "2.2" },
  ]);
});

test("turned around, a comparison has the same differences with their sides changed", () => {
  const values = fc.dictionary(
    fc.constantFrom("a", "b", "c", "__proto__"),
    fc.oneof(fc.integer(), fc.string()),
  );
  const record = values.map((all) =>
    runRecord({ params: Object.entries(all).map(([key, value]) => ({ path: "params.yaml", key, value })) }),
  );
  fc.assert(
    fc.property(record, record, (one, other) => {
      const there = compareRuns(one, other).params.map(({ name, before: was, after }) => [name, was, after]);
      const back = compareRuns(other, one).params.map(({ name, before: was, after }) => [name, after, was]);
      assert.deepEqual(there.toSorted(), back.toSorted());
    }),
  );
});

test("a table for a spreadsheet reads back as it was, whatever the texts, and holds no formula", () => {
  const text = fc.string({ unit: "binary" }).filter((each) => !/^[=+\-@\t\r]/.test(each));
  fc.assert(
    fc.property(fc.array(fc.record({ who: text, idea: text }), { minLength: 1, maxLength: 5 }), (all) => {
      const records = all.map(({ who, idea }) =>
        runRecord({ trigger: { who, why: "command", note: null }, suggestion: { id: "s1", text: idea } }),
      );
      const [, ...rows] = csvParseRows(runsCsv(records));
      assert.deepEqual(
        rows.map((row) => [row[3], row[7]]),
        all.map(({ who, idea }) => [who, idea]),
      );
    }),
  );
  const formula = runRecord({ trigger: { who: "=cmd|' /C calc'!A0", why: "command", note: null } });
  assert.match(runsCsv([formula]), /,'=cmd/);
});
