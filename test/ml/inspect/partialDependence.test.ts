import assert from "node:assert/strict";
import { test } from "node:test";
import { partialDependence } from "#ml/inspect/partialDependence.ts";
import type { Matrix } from "#ml/matrix.ts";
import { matrixOf, modelOf, rowsOf } from "#support/matrices.ts";

const x = matrixOf(
  [
    [1, 10, 1, 0],
    [2, 20, 0, 1],
    [2, 60, 1, 0],
    [5, 30, 1, 0],
  ],
  ["a", "b", "job=health", "job=teacher"],
);
const product = modelOf(([a = 0, b = 0, health = 0, teacher = 0]) => a * b + 7 * health + 11 * teacher);

test("it is the mean prediction if every row had that value", async () => {
  assert.deepEqual(await partialDependence(product, x, "a"), [
    { value: 1, prediction: 30 + 8 },
    { value: 2, prediction: 60 + 8 },
    { value: 5, prediction: 150 + 8 },
  ]);
});

test("of an encoded category it asks about each level, the others out", async () => {
  const base = (10 + 40 + 120 + 150) / 4;
  assert.deepEqual(await partialDependence(product, x, "job"), [
    { value: "health", prediction: base + 7 },
    { value: "teacher", prediction: base + 11 },
  ]);
});

test("the rows asked about differ in that feature only, and x stays as it was", async () => {
  const before = x.values.slice();
  const asked: number[][][] = [];
  const model = {
    predict: (rows: Matrix) => {
      asked.push(rowsOf(rows));
      return new Float64Array(rows.rows);
    },
  };
  await partialDependence(model, x, "b", { grid: [5] });
  const expected = rowsOf(x).map(([a = 0, , health = 0, teacher = 0]) => [a, 5, health, teacher]);
  assert.deepEqual(asked, [expected]);
  assert.deepEqual(x.values, before);
});

test("many values are asked about as quantiles, ends included", async () => {
  const wide = matrixOf(Array.from({ length: 101 }, (_, row) => [row]));
  const points = await partialDependence(product, wide, "c0", { grid: 5 });
  assert.deepEqual(
    points.map(({ value }) => value),
    [0, 25, 50, 75, 100],
  );
});

test("rows in which the feature is missing get the value, too", async () => {
  const holed = matrixOf([[Number.NaN], [3]]);
  const points = await partialDependence(
    modelOf(([a = 0]) => a),
    holed,
    "c0",
  );
  assert.deepEqual(points, [{ value: 3, prediction: 3 }]);
});

test("of a classifier it is the probability of a class", async () => {
  const model = {
    ...modelOf(() => 0),
    classes: [3, 9],
    predictProba: (asked: Matrix) => {
      const nine = Float64Array.from(rowsOf(asked), ([a = 0]) => a / 10);
      return [nine.map((probability) => 1 - probability), nine];
    },
  };
  assert.deepEqual(await partialDependence(model, x, "a", { grid: [5] }), [{ value: 5, prediction: 0.5 }]);
  assert.deepEqual(await partialDependence(model, x, "a", { grid: [2], ofClass: 3 }), [
    { value: 2, prediction: 0.8 },
  ]);
  await assert.rejects(partialDependence(model, x, "a", { ofClass: 1 }), /no class 1, only 3, 9/);
});

test("it tells how far it is, and stops when told", async () => {
  const controller = new AbortController();
  const told: [number, number][] = [];
  const onProgress = (done: number, total: number) => {
    told.push([done, total]);
    controller.abort(new Error("enough"));
  };
  const running = partialDependence(product, x, "a", { onProgress, signal: controller.signal });
  await assert.rejects(running, /enough/);
  assert.deepEqual(told, [[1, 3]]);
});

test("what makes no sense is refused with the names there are", async () => {
  await assert.rejects(partialDependence(product, x, "wage"), /no feature 'wage'; there are: a, b, job/);
  await assert.rejects(
    partialDependence(product, x, "job=health"),
    /'job=health' is one level of 'job': ask about 'job'/,
  );
  await assert.rejects(
    partialDependence(product, x, "a", { grid: 1 }),
    /grid must be a whole number of at least 2/,
  );
  await assert.rejects(
    partialDependence(product, x, "a", { grid: [1, Number.NaN] }),
    /grid must hold finite numbers, not NaN/,
  );
  await assert.rejects(partialDependence(product, x, "a", { grid: [] }), /grid holds no values to ask about/);
  await assert.rejects(partialDependence(product, matrixOf([], x.columns), "a"), /no rows to predict for/);
});
