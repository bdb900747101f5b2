import assert from "node:assert/strict";
import { test } from "node:test";
import { metricsTable } from "#cli/metricsTable.ts";
import type { MetricsFile, RunRecord } from "#protocol/run.ts";
import { runRecord } from "#support/runRecord.ts";

function metrics(content: MetricsFile["content"], path = "metrics.json"): MetricsFile {
  return { path, content };
}

const record = (...files: MetricsFile[]): RunRecord => runRecord({ metrics: files });

test("metrics stand beside their baseline and the change since the newest run that had them", () => {
  const now = metrics({ mae: 1.9, r2: 0.3, rows: 129, baseline: { mae: 2.3 } });
  const before = [
    record(metrics({ other: 1 })),
    record(metrics({ mae: 2, r2: 0.35, rows: 129 })),
    record(metrics({ mae: 9 })),
  ];
  assert.deepEqual(metricsTable([now], before), [
    "metric  value  baseline  change",
    "MAE      1.90      2.30  ▼ 0.10 better",
    "R²       0.30            ▼ 0.05 worse",
    "rows      129            same",
  ]);
});

test("numbers from the synthetic sample are said to be no real data", () => {
  const lines = metricsTable([metrics({ mae: 1, source: "synthetic sample", split: "validation" })], []);
  assert.equal(lines.at(-1), "(synthetic sample, not real data; validation split)");
  const real = metricsTable([metrics({ mae: 1, source: "student-por.csv (UCI)" })], []);
  assert.equal(real.at(-1), "(student-por.csv (UCI))");
});

test("several files are told apart, and no metrics make no table", () => {
  const lines = metricsTable([metrics({ mae: 1 }, "a.json"), metrics({ mae: 2 }, "b.json")], []);
  assert.deepEqual(
    lines.slice(1).map((line) => line.split(/ {2,}/)[0]),
    ["a.json MAE", "b.json MAE"],
  );
  assert.deepEqual(metricsTable([metrics({ note: "none" })], []), []);
});
