/** What a metric is called, which way is better, how it is written. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatMetric, metricChange, metricsOf, metricsText } from "#protocol/metrics.ts";

test("numbers are named by their dotted path and stand beside their baseline", () => {
  const file = { path: "m.json", content: { rows: 10, mae: 1.5, by: { school: 2 }, baseline: { mae: 2 } } };
  assert.deepEqual(metricsOf(file), [
    { name: "mae", value: 1.5, baseline: 2 },
    { name: "rows", value: 10, baseline: null },
    { name: "by.school", value: 2, baseline: null },
  ]);
});

test("text, lists and null are not metrics", () => {
  assert.deepEqual(metricsOf({ path: "m.json", content: { a: "1", b: [1], c: null } }), []);
  assert.deepEqual(metricsOf({ path: "m.json", content: [1, 2] }), []);
});

test("a key called __proto__ is a name like any other", () => {
  const content = JSON.parse('{ "__proto__": { "mae": 1 }, "baseline": { "__proto__": { "mae": 2 } } }');
  assert.deepEqual(metricsOf({ path: "m.json", content }), [
    { name: "__proto__.mae", value: 1, baseline: 2 },
  ]);
  assert.equal(metricsText([{ path: "m.json", content }], "source"), null);
});

test("figures have two decimals, counts none, very small and large ones three digits, and a real minus", () => {
  assert.deepEqual(
    [1.7749, -0.5, 0, 0.001234, 64900, 64900.5, -1e-9, 0.1, 1].map((value) => formatMetric(value)),
    ["1.77", "\u22120.50", "0.00", "0.00123", "64900", "6.49e+4", "\u22121.00e\u22129", "0.10", "1.00"],
  );
});

test("a figure is written as precisely as the one it stands beside", () => {
  assert.equal(formatMetric(-0.00606, { beside: 0.4 }), "\u22120.01");
  assert.equal(formatMetric(-0.001, { beside: 0.4 }), "0.00");
});

test("lower is better for an error, higher for a score, neither for a count", () => {
  assert.deepEqual(metricChange("mae", 1.82, 1.77), { type: "better", arrow: "▼", size: "0.05" });
  assert.deepEqual(metricChange("r2", 0.26, 0.29), { type: "better", arrow: "▲", size: "0.03" });
  assert.deepEqual(metricChange("mae", 1.77, 1.82), { type: "worse", arrow: "▲", size: "0.05" });
  assert.deepEqual(metricChange("rows", 10, 12), { type: "changed", arrow: "▲", size: "2" });
});

test("a difference too small to be written is the same, and figures that differ never are", () => {
  assert.deepEqual(metricChange("rmse", 2.1652, 2.1648), { type: "better", arrow: "▼", size: "0.01" });
  assert.deepEqual(metricChange("mae", 1.774, 1.7741), { type: "same" });
});
