import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { DummyRegressor } from "#ml/dummyRegressor.ts";
import { RandomForestClassifier } from "#ml/forest/randomForestClassifier.ts";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { shapSummary, shapValues } from "#ml/inspect/shap.ts";
import { explainTrees } from "#ml/inspect/treeShap.ts";
import { seededRandom } from "#ml/random.ts";
import { matrixOf } from "#support/matrices.ts";

const random = seededRandom(6);
const rows = Array.from({ length: 80 }, () => {
  const job = random.below(3);
  return [random.below(10), Number(job === 0), Number(job === 1), Number(job === 2), random.below(4)];
});
const x = matrixOf(rows, ["age", "job=health", "job=none", "job=teacher", "noise"]);
const y = rows.map(([age = 0, health = 0, none = 0]) => age + 8 * health - 3 * none);
const forest = new RandomForestRegressor({ trees: 5 }).fit(x, y);

test("a row's values and the base add up to its prediction, the largest first", () => {
  for (const row of [0, 7, 79]) {
    const { base, prediction, values } = shapValues(forest, x, row);
    assert.equal(prediction, forest.predict(x)[row]);
    const sum = values.reduce((total, { shap }) => total + shap, base);
    assert.ok(Math.abs(sum - prediction) < 1e-9);
    const sizes = values.map(({ shap }) => Math.abs(shap));
    assert.deepEqual(
      sizes,
      [...sizes].sort((one, other) => other - one),
    );
  }
});

test("the columns of one category count as one feature, named by the row's level", () => {
  const { values } = shapValues(forest, x, 0);
  assert.deepEqual(values.map(({ feature }) => feature).sort(), ["age", "job", "noise"]);
  const job = values.find(({ feature }) => feature === "job");
  const [, health, none, teacher] = explainTrees(forest.trees, 5).explain(x.values, 0);
  assert.ok(Math.abs((job?.shap ?? 0) - ((health ?? 0) + (none ?? 0) + (teacher ?? 0))) < 1e-12);
  const level = ["health", "none", "teacher"][(rows[0] ?? []).slice(1, 4).indexOf(1)];
  assert.equal(job?.value, level);
  assert.equal(values.find(({ feature }) => feature === "age")?.value, rows[0]?.[0]);
});

test("the summary is the mean of the values' sizes over the rows", async () => {
  const summary = await shapSummary(forest, x);
  const expected = new Map<string, number>();
  for (const row of rows.keys()) {
    for (const { feature, shap } of shapValues(forest, x, row).values) {
      expected.set(feature, (expected.get(feature) ?? 0) + Math.abs(shap) / rows.length);
    }
  }
  assert.deepEqual(
    summary.map(({ feature }) => feature),
    ["job", "age", "noise"],
  );
  for (const { feature, importance } of summary) {
    assert.ok(Math.abs(importance - (expected.get(feature) ?? 0)) < 1e-12);
  }
});

test("of a classifier, a row's values and the base add up to the probability of the class", () => {
  const cell = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ min: -10, max: 10, noNaN: true }));
  const labelled = fc.array(fc.record({ row: fc.tuple(cell, cell, cell), label: fc.nat(4) }), {
    minLength: 1,
    maxLength: 60,
  });
  const settings = fc.record({ minSamplesLeaf: fc.integer({ min: 1, max: 4 }), seed: fc.integer() });
  const property = fc.property(
    labelled,
    fc.integer({ min: 1, max: 5 }),
    settings,
    (drawn, count, options) => {
      const rowsOfClasses = matrixOf(drawn.map(({ row }) => row));
      const labels = drawn.map(({ label }) => label % count);
      const classifier = new RandomForestClassifier({ trees: 3, ...options }).fit(rowsOfClasses, labels);
      const probabilities = classifier.predictProba(rowsOfClasses);
      for (const [index, ofClass] of classifier.classes.entries()) {
        const { base, prediction, values } = shapValues(classifier, rowsOfClasses, 0, { ofClass });
        assert.equal(prediction, probabilities[index]?.[0]);
        const sum = values.reduce((total, { shap }) => total + shap, base);
        assert.ok(Math.abs(sum - prediction) < 1e-9);
      }
    },
  );
  fc.assert(property, { seed: 20_240_607, numRuns: 100 });
});

test("of two classes the second is explained unless another is named; the summary is of the same class", async () => {
  const labels = y.map((target) => Number(target > 6));
  const classifier = new RandomForestClassifier({ trees: 5 }).fit(x, labels);
  assert.deepEqual(shapValues(classifier, x, 4), shapValues(classifier, x, 4, { ofClass: 1 }));
  const first = shapValues(classifier, x, 4, { ofClass: 0 });
  const second = shapValues(classifier, x, 4);
  assert.ok(Math.abs(first.base + second.base - 1) < 1e-12);
  const three = new RandomForestClassifier({ trees: 5 }).fit(
    x,
    y.map((target) => Math.min(2, Math.max(0, target))),
  );
  const [ofLast] = await shapSummary(three, x);
  const [ofFirst] = await shapSummary(three, x, { ofClass: 0 });
  assert.notEqual(ofLast?.importance, ofFirst?.importance);
  const sizes = rows.map((_, row) =>
    Math.abs(shapValues(three, x, row).values.find(({ feature }) => feature === ofLast?.feature)?.shap ?? 0),
  );
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  assert.ok(Math.abs((ofLast?.importance ?? 0) - mean) < 1e-12);
  assert.throws(() => shapValues(three, x, 0, { ofClass: 9 }), /the model knows no class 9, only 0, 1, 2/);
});

test("a forest that was saved and read back is explained alike", () => {
  const loaded = RandomForestRegressor.load(JSON.parse(JSON.stringify(forest)));
  assert.deepEqual(shapValues(loaded, x, 3), shapValues(forest, x, 3));
});

test("the summary tells how far it is, and stops when told", async () => {
  const told: number[] = [];
  const controller = new AbortController();
  const onProgress = (done: number, total: number) => {
    assert.equal(total, 80);
    told.push(done);
    if (done === 3) setImmediate(() => controller.abort(new Error("enough")));
  };
  await assert.rejects(shapSummary(forest, x, { onProgress, signal: controller.signal }), /enough/);
  assert.ok(told.length >= 3 && told.length < 80);
});

test("what cannot be explained is refused with a reason", async () => {
  assert.throws(() => shapValues(forest, x, 80), /there is no row 80; x has 80, counted from 0/);
  assert.throws(() => shapValues(forest, x, 0.5), /row must be a whole number/);
  assert.throws(() => shapValues(forest, matrixOf([[1]]), 0), /trained with a column 'age'/);
  assert.throws(() => shapValues(new DummyRegressor().fit(x, y), x, 0), /computed for forests only/);
  await assert.rejects(shapSummary(forest, matrixOf([], x.columns)), /no rows to explain/);
  await assert.rejects(shapSummary(forest, matrixOf([[1]])), /trained with a column 'age'/);
});

test("a missing value is told as none", () => {
  const holed = matrixOf([[1], [2], [NaN]]);
  const model = new RandomForestRegressor({ trees: 5 }).fit(holed, [1, 2, 9]);
  assert.deepEqual(
    [0, 2].map((row) => shapValues(model, holed, row).values[0]?.value),
    [1, null],
  );
});
