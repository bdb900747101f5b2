import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { RandomForestClassifier } from "#ml/forest/randomForestClassifier.ts";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { leaf } from "#ml/forest/tree.ts";
import { matrixOf } from "#support/matrices.ts";

const missing = Number.NaN;
const settings = { trees: 1, bootstrap: false };
const saved = (model: object): unknown => JSON.parse(JSON.stringify(model));

test("a missing value goes to the side with more rows where training knew of none", () => {
  for (const [values, expected] of [
    [[0, 1, 2, 10], 0],
    [[0, 10, 11, 12], 1],
  ] as const) {
    const x = matrixOf(values.map((value) => [value]));
    const y = values.map((value) => Number(value > 5));
    const asked = matrixOf([[missing]]);
    for (const forest of [
      new RandomForestRegressor(settings).fit(x, y),
      new RandomForestClassifier(settings).fit(x, y),
      RandomForestRegressor.load(saved(new RandomForestRegressor(settings).fit(x, y))),
      RandomForestClassifier.load(saved(new RandomForestClassifier(settings).fit(x, y))),
    ]) {
      assert.deepEqual([...forest.predict(asked)], [expected]);
    }
  }
});

test("it does so in a node that knew of none, also where another node knew of some in the same column", () => {
  const here = [0, 1, 2, 10].map((value) => [0, value]);
  const elsewhere = [0, 1, 2, 10, 11, 12, missing, missing].map((value) => [1, value]);
  for (const other of [1, 2]) {
    const y = [0, 0, 0, 1, ...elsewhere.map(() => other)];
    for (const Forest of [RandomForestRegressor, RandomForestClassifier]) {
      const forest = new Forest(settings).fit(matrixOf([...here, ...elsewhere]), y);
      assert.equal(forest.trees[0]?.feature[0], 0);
      assert.deepEqual([...forest.predict(matrixOf([[0, missing]]))], [0]);
    }
  }
});

test("the side of the more rows is that of the more weight, and of equals the right one", () => {
  const x = matrixOf([[0], [1], [10]]);
  const side = (sampleWeights: number[]) =>
    new RandomForestRegressor(settings).fit(x, [0, 0, 1], { sampleWeights }).predict(matrixOf([[missing]]));
  assert.deepEqual([...side([1, 1, 1])], [0]);
  assert.deepEqual([...side([1, 1, 2])], [1]);
  assert.deepEqual([...side([1, 1, 3])], [1]);
});

test("what was learned goes before: few rows with a missing value decide for all", () => {
  const known = Array.from({ length: 20 }, (_, row) => [row]);
  const x = matrixOf([...known, [missing]]);
  const y = [...known.map(([value = 0]) => Number(value >= 15)), 1];
  const forest = new RandomForestRegressor(settings).fit(x, y);
  assert.deepEqual([...forest.predict(matrixOf([[missing]]))], [1]);
  assert.deepEqual([...RandomForestRegressor.load(saved(forest)).predict(matrixOf([[missing]]))], [1]);
});

test("missing values go left in the very split that gains by it, of numbers and two classes", () => {
  const x = matrixOf([[0], [1], [10], [11], [20], [missing], [missing]]);
  const y = [0, 0, 1, 1, 1, 0, 0];
  for (const Forest of [RandomForestRegressor, RandomForestClassifier]) {
    const stump = new Forest({ ...settings, maxDepth: 1 }).fit(x, y);
    assert.deepEqual([...stump.predict(x)], y);
  }
});

test("a forest that knows of no missing values says nothing of them when it is saved", () => {
  const x = matrixOf(Array.from({ length: 30 }, (_, row) => [row, row % 7]));
  const y = Array.from({ length: 30 }, (_, row) => row % 4);
  for (const forest of [new RandomForestRegressor({ trees: 3 }), new RandomForestClassifier({ trees: 3 })]) {
    assert.doesNotMatch(JSON.stringify(forest.fit(x, y)), /missing/);
  }
});

test("saved and loaded, every node sends missing values where it did", () => {
  const cell = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(missing));
  const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 40 });
  const property = fc.property(rows, fc.integer(), fc.integer({ min: 2, max: 4 }), (drawn, seed, classes) => {
    const x = matrixOf(drawn);
    const y = drawn.map((_, row) => (row * 7) % classes);
    const weights = { sampleWeights: drawn.map((_, row) => 1 + (row % 3) / 3) };
    for (const Forest of [RandomForestRegressor, RandomForestClassifier]) {
      const forest = new Forest({ trees: 3, seed, minSamplesLeaf: 1 + (Math.abs(seed) % 2) }).fit(
        x,
        y,
        weights,
      );
      assert.deepEqual(Forest.load(saved(forest)).trees, forest.trees);
    }
  });
  fc.assert(property, { seed: 20_240_701, numRuns: 200 });
});

test("a saved forest that sends missing values from a node that it does not have is refused", () => {
  const forest = new RandomForestRegressor(settings).fit(matrixOf([[1], [2]]), [1, 2]);
  assert.equal(forest.trees[0]?.feature.filter((column) => column !== leaf).length, 1);
  const json = forest.toJSON();
  const [estimator] = json.baseModel.estimators;
  const broken = (missingLearned: unknown) => ({
    ...json,
    baseModel: { ...json.baseModel, estimators: [{ ...estimator, missingLearned }] },
  });
  assert.throws(() => RandomForestRegressor.load(broken([3])), /node 3 .* none such/);
  assert.throws(() => RandomForestRegressor.load(broken("all")), /incomplete/);
});
