import assert from "node:assert/strict";
import { test } from "node:test";
import { writePlot } from "#ml/table/writeTable.ts";
import { writeMetrics } from "#ml/writeMetrics.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

test("metrics are written as JSON in full precision, into a folder that is made", () => {
  using folder = temporaryFolder();
  writeMetrics(`${folder.path}/out/metrics.json`, { mae: 0.1 + 0.2, baseline: { mae: 2 }, split: "test" });
  assert.equal(
    folder.read("out/metrics.json"),
    '{\n  "mae": 0.30000000000000004,\n  "baseline": {\n    "mae": 2\n  },\n  "split": "test"\n}\n',
  );
});

test("a metric that is not a finite number is refused by its name", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/metrics.json`;
  assert.throws(() => writeMetrics(path, { baseline: { r2: Number.NaN } }), /the metric 'r2' is NaN/);
  assert.throws(() => folder.read("metrics.json"), /ENOENT/);
});

test("a plot is written from columns or from records", () => {
  using folder = temporaryFolder();
  writePlot(`${folder.path}/plots/a.csv`, { actual: [1, 2], predicted: Float64Array.of(1.5, 2.5) });
  writePlot(`${folder.path}/plots/b.csv`, [{ feature: "a,b", importance: 0.5 }]);
  assert.equal(folder.read("plots/a.csv"), "actual,predicted\n1,1.5\n2,2.5\n");
  assert.equal(folder.read("plots/b.csv"), 'feature,importance\n"a,b",0.5\n');
});

test("a plot of nothing, or of columns of unequal length, is refused", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/plot.csv`;
  assert.throws(() => writePlot(path, []), /nothing to plot/);
  assert.throws(() => writePlot(path, { a: [1, 2], b: [1] }), /column 'a' has 2 values, 'b' has 1/);
});

test("what was not awaited is refused, not written as nothing", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/file`;
  // As a stage without types would call them.
  const later: object = Promise.resolve([]);
  assert.throws(
    () => Reflect.apply(writePlot, null, [path, later]),
    /file: this is still a promise; put 'await'/,
  );
  assert.throws(
    () => Reflect.apply(writeMetrics, null, [path, { mae: later }]),
    /the metric 'mae': .* promise/,
  );
  assert.throws(() => Reflect.apply(writeMetrics, null, [path, later]), /the metrics: this is still/);
  assert.throws(() => folder.read("file"), /ENOENT/);
});
