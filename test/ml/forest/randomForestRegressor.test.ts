import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import type { Matrix } from "#ml/matrix.ts";
import { RandomForestRegression } from "./mlRandomForest.ts";

function matrix(rows: readonly (readonly number[])[]): Matrix {
  const columns = (rows[0] ?? []).map((_, column) => `c${column}`);
  return { columns, rows: rows.length, values: Float64Array.from(rows.flat()) };
}

const save = (forest: RandomForestRegressor): unknown => JSON.parse(JSON.stringify(forest));

/** Few distinct values, so that ties and duplicate rows are common, beside arbitrary doubles. */
const value = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
const data = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) =>
    fc.record({
      rows: fc.array(fc.array(value, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      other: fc.array(fc.array(value, { minLength: columns, maxLength: columns }), {
        minLength: 1,
        maxLength: 10,
      }),
      y: fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: rows, maxLength: rows }),
      seed: fc.integer(),
    }),
  );

test("ml-random-forest loads every forest and predicts the same for any rows", () => {
  const property = fc.property(data, ({ rows, other, y, seed }) => {
    const forest = new RandomForestRegressor({ trees: 5, maxFeatures: "sqrt", seed }).fit(matrix(rows), y);
    const theirs = RandomForestRegression.load(save(forest));
    for (const asked of [rows, other]) {
      for (const [row, predicted] of theirs.predict(asked).entries()) {
        const ours = forest.predict(matrix(asked))[row] ?? Number.NaN;
        assert.ok(Math.abs(ours - predicted) <= 1e-12 * Math.max(1, Math.abs(predicted)));
      }
    }
  });
  fc.assert(property, { seed: 20_240_103, numRuns: 200 });
});

test("a forest that was saved and loaded predicts the same, bit for bit", () => {
  const property = fc.property(data, ({ rows, other, y, seed }) => {
    const forest = new RandomForestRegressor({ trees: 3, seed }).fit(matrix(rows), y);
    const loaded = RandomForestRegressor.load(save(forest));
    assert.deepEqual(loaded.predict(matrix(other)), forest.predict(matrix(other)));
  });
  fc.assert(property, { seed: 20_240_104 });
});

test("missing values go to the side that learned from them, also in a forest that was saved and loaded", () => {
  const missing = Number.NaN;
  const known = [[0], [1], [10], [11]];
  const settings = { trees: 1, bootstrap: false };
  for (const [side, expected] of [
    [[5, 5, 0, 0, 5, 5], 5],
    [[5, 5, 0, 0, 0, 0], 0],
  ] as const) {
    const forest = new RandomForestRegressor(settings).fit(matrix([...known, [missing], [missing]]), side);
    const loaded = RandomForestRegressor.load(save(forest));
    assert.deepEqual([...forest.predict(matrix([[missing]]))], [expected]);
    assert.deepEqual([...loaded.predict(matrix([[missing], [0], [10]]))], [expected, 5, 0]);
  }
});

test("a row of weight two counts like two such rows", () => {
  const settings = { trees: 1, bootstrap: false, maxDepth: 1 };
  const weighted = new RandomForestRegressor(settings).fit(matrix([[0], [1], [2], [9]]), [1, 2, 3, 8], {
    sampleWeights: [1, 2, 1, 1],
  });
  const repeated = new RandomForestRegressor(settings).fit(
    matrix([[0], [1], [1], [2], [9]]),
    [1, 2, 2, 3, 8],
  );
  const asked = matrix([[0], [9]]);
  assert.deepEqual(weighted.predict(asked), repeated.predict(asked));
});

test("a saved tree says how much weight came to each node", () => {
  const forest = new RandomForestRegressor({ trees: 1, bootstrap: false }).fit(
    matrix([[0], [1], [10]]),
    [0, 0, 6],
  );
  assert.deepEqual(forest.toJSON().baseModel.estimators[0]?.cover, [3, 2, 1]);
  assert.deepEqual(RandomForestRegressor.load(save(forest)).trees[0]?.cover, Float64Array.of(3, 2, 1));
});

test("without bootstrap, rows that can be told apart are learned exactly", () => {
  const property = fc.property(data, ({ rows, y, seed }) => {
    const targets = new Map(
      rows.map((row, index) => [row.map((cell) => cell + 0).join(), (y[index] ?? 0) + 0]),
    );
    const same = rows.map((row) => targets.get(row.map((cell) => cell + 0).join()) ?? 0);
    const forest = new RandomForestRegressor({ trees: 1, bootstrap: false, maxFeatures: 0.4, seed });
    assert.deepEqual([...forest.fit(matrix(rows), same).predict(matrix(rows))], same);
  });
  fc.assert(property, { seed: 20_240_105 });
});

test("a forest that ml-random-forest trained on some of the columns is read", () => {
  const rows = Array.from({ length: 40 }, (_, row) => [row % 7, row % 3, row]);
  const theirs = new RandomForestRegression({ nEstimators: 4, maxFeatures: 2, seed: 3, noOOB: true });
  theirs.train(
    rows,
    rows.map(([a = 0, b = 0]) => a * b),
  );
  const ours = RandomForestRegressor.load(JSON.parse(JSON.stringify(theirs)));
  const predicted = ours.predict(matrix(rows));
  for (const [row, expected] of theirs.predict(rows).entries()) {
    assert.ok(Math.abs((predicted[row] ?? Number.NaN) - expected) < 1e-12);
  }
});

test("a target that is always the same is predicted exactly", () => {
  const forest = new RandomForestRegressor({ trees: 7 }).fit(matrix([[1], [2], [3]]), [0.1, 0.1, 0.1]);
  for (const predicted of forest.predict(matrix([[0], [9]]))) assert.ok(Math.abs(predicted - 0.1) < 1e-15);
});

test("a single row is learned", () => {
  const forest = new RandomForestRegressor({ trees: 2 }).fit(matrix([[1, 2]]), [5]);
  assert.deepEqual(forest.predict(matrix([[9, 9]])), Float64Array.of(5));
});

test("duplicate and constant columns change nothing of what can be learned", () => {
  const rows = Array.from({ length: 50 }, (_, row) => [row, row, 1]);
  const y = rows.map(([a = 0]) => Math.sin(a));
  const forest = new RandomForestRegressor({ trees: 1, bootstrap: false }).fit(matrix(rows), y);
  assert.deepEqual([...forest.predict(matrix(rows))], y);
});

test("thresholds lie midway between the neighbouring values in the node", () => {
  const forest = new RandomForestRegressor({ trees: 1, bootstrap: false }).fit(
    matrix([[0], [1], [10]]),
    [0, 0, 6],
  );
  assert.deepEqual([...forest.predict(matrix([[5.4], [5.5]]))], [0, 6]);
});

test("values without a number between them are still told apart", () => {
  const close = [1, 1 + Number.EPSILON];
  const forest = new RandomForestRegressor({ trees: 1, bootstrap: false });
  forest.fit(matrix(close.map((cell) => [cell])), [3, 4]);
  assert.deepEqual([...forest.predict(matrix(close.map((cell) => [cell])))], [3, 4]);
});

test("more than 256 distinct values are put into bins, and order is still learned", () => {
  const rows = Array.from({ length: 5000 }, (_, row) => [row]);
  const forest = new RandomForestRegressor({ trees: 1, bootstrap: false }).fit(matrix(rows), rows.flat());
  const errors = forest.predict(matrix(rows)).map((predicted, row) => Math.abs(predicted - row));
  assert.ok(Math.max(...errors) < 25);
});

test("the same seed grows the same forest, another seed a different one", () => {
  const rows = Array.from({ length: 60 }, (_, row) => [row % 5, row % 7, row]);
  const y = rows.map(([a = 0, b = 0, c = 0]) => a * b + c);
  const grow = (seed: number) => save(new RandomForestRegressor({ trees: 5, seed }).fit(matrix(rows), y));
  assert.deepEqual(grow(1), grow(1));
  assert.notDeepEqual(grow(1), grow(2));
});

test("the same seed grows the same forest on one thread, on two, and beside other work", async () => {
  const rows = Array.from({ length: 300 }, (_, row) => [row % 5, row % 7, row % 11, row]);
  const y = rows.map(([a = 0, b = 0, c = 0]) => a * b + c);
  const forest = (threads: number) => new RandomForestRegressor({ trees: 9, threads, oobScore: true });
  const one = JSON.stringify(forest(1).fit(matrix(rows), y));
  assert.equal(JSON.stringify(forest(2).fit(matrix(rows), y)), one);
  assert.equal(JSON.stringify(await forest(2).fitAsync(matrix(rows), y)), one);
  assert.equal(JSON.stringify(await forest(1).fitAsync(matrix(rows), y)), one);
});

test("more trees leave the first ones as they were", () => {
  const rows = Array.from({ length: 30 }, (_, row) => [row]);
  const trees = (count: number) =>
    new RandomForestRegressor({ trees: count }).fit(matrix(rows), rows.flat()).toJSON().baseModel.estimators;
  assert.deepEqual(trees(5).slice(0, 2), trees(2));
});

test("leaves hold at least minSamplesLeaf rows, and maxDepth and minSamplesSplit stop the growth", () => {
  const rows = Array.from({ length: 64 }, (_, row) => [row]);
  const different = (options: object) => {
    const forest = new RandomForestRegressor({ trees: 1, bootstrap: false, ...options });
    const predicted = forest.fit(matrix(rows), rows.flat()).predict(matrix(rows));
    const sizes = new Map<number, number>();
    for (const leaf of predicted) sizes.set(leaf, (sizes.get(leaf) ?? 0) + 1);
    return sizes;
  };
  assert.ok(Math.min(...different({ minSamplesLeaf: 5 }).values()) >= 5);
  assert.equal(different({ maxDepth: 3 }).size, 8);
  assert.equal(different({ minSamplesSplit: 32 }).size, 4);
  assert.equal(different({}).size, 64);
});

test("settings that make no sense are refused by name", () => {
  const refuse = (options: object) => () => new RandomForestRegressor(options);
  assert.throws(refuse({ tress: 3 }), /no setting 'tress'; it has: trees, maxFeatures/);
  assert.throws(refuse({ trees: 0 }), /trees must be a whole number of at least 1, not 0/);
  assert.throws(refuse({ trees: "many" }), /trees .* not 'many'/);
  assert.throws(
    refuse({ maxFeatures: "most" }),
    /maxFeatures must be all, sqrt or a share from 0 to 1, not 'most'/,
  );
  assert.throws(refuse({ maxFeatures: 8 }), /maxFeatures .* not 8/);
  assert.throws(refuse({ minSamplesLeaf: 0.5 }), /minSamplesLeaf/);
  assert.throws(refuse({ bootstrap: 1 }), /bootstrap must be true or false/);
});

test("predicting too early, or for other columns, is refused", () => {
  const x = matrix([[1], [2]]);
  assert.throws(() => new RandomForestRegressor().predict(x), /fit the forest before it predicts/);
  assert.throws(() => new RandomForestRegressor().toJSON(), /fit the forest before it is saved/);
  const forest = new RandomForestRegressor({ trees: 1 }).fit(x, [1, 2]);
  assert.throws(
    () => RandomForestRegressor.load(save(forest)).predict(matrix([[1, 2]])),
    /without a column 'c1'/,
  );
});

test("what is no saved forest is refused with a reason", () => {
  const refuse = (json: unknown) => () => RandomForestRegressor.load(json);
  const saved = new RandomForestRegressor({ trees: 1 }).fit(matrix([[1], [2]]), [1, 2]).toJSON();
  const [estimator] = saved.baseModel.estimators;
  const withRoot = (root: object) => ({
    ...saved,
    baseModel: { ...saved.baseModel, estimators: [{ ...estimator, root }] },
  });
  assert.throws(refuse(null), /this is no saved regression forest$/);
  assert.throws(refuse("models/forest.json"), /this is text, no saved regression forest: load takes/);
  assert.throws(refuse({ name: "RFClassifier" }), /no saved regression forest: its name is 'RFClassifier'/);
  assert.throws(refuse({ ...saved, selectionMethod: "median" }), /'median'/);
  assert.throws(refuse(withRoot({ splitColumn: 0, splitValue: 1, left: {} })), /incomplete|number belongs/);
  assert.throws(refuse(withRoot({ splitColumn: 7, splitValue: 1 })), /number belongs/);
});
