/** Numbers at the ends of what doubles hold, and many of them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { seededRandom, shuffledIndices } from "#ml/random.ts";
import { matrixOf } from "#support/matrices.ts";
import { RandomForestRegression } from "./mlRandomForest.ts";

function agreesWithMlRandomForest(forest: RandomForestRegressor, rows: readonly number[][]): void {
  const theirs = RandomForestRegression.load(JSON.parse(JSON.stringify(forest))).predict([...rows]);
  const ours = forest.predict(matrixOf(rows));
  for (const [row, expected] of theirs.entries()) {
    assert.ok(Math.abs((ours[row] ?? Number.NaN) - expected) <= 1e-12 * Math.max(1, Math.abs(expected)));
  }
}

function liesWithin(predicted: Float64Array, y: readonly number[]): void {
  const least = Math.min(...y);
  const greatest = Math.max(...y);
  const rounding = 1e-12 * Math.max(Math.abs(least), Math.abs(greatest)) + Number.MIN_VALUE;
  for (const value of predicted) {
    assert.ok(
      value >= least - rounding && value <= greatest + rounding,
      `${value} of ${least} to ${greatest}`,
    );
  }
}

const magnitude = fc.constantFrom(0, Number.MIN_VALUE, 2 ** -1060, 1e-300, 1e-12, 1, 1e15, 1e300);
const anyNumber = fc
  .tuple(magnitude, fc.double({ min: -4, max: 4, noNaN: true }))
  .map(([size, factor]) => size * factor);

test("huge, tiny and subnormal numbers, side by side, are learned without leaving their range", () => {
  const training = fc.array(fc.tuple(anyNumber, anyNumber, anyNumber), { minLength: 1, maxLength: 25 });
  const property = fc.property(training, fc.integer(), (data, seed) => {
    const rows = data.map(([a, b]) => [a, b]);
    const y = data.map(([, , target]) => target);
    const forest = new RandomForestRegressor({ trees: 5, oobScore: true, seed }).fit(matrixOf(rows), y);
    liesWithin(forest.predict(matrixOf(rows)), y);
    liesWithin(
      forest.oobPrediction.filter((value) => !Number.isNaN(value)),
      y,
    );
    agreesWithMlRandomForest(forest, rows);
  });
  fc.assert(property, { seed: 20_240_130, numRuns: 300 });
});

const ordinary = fc.double({ min: 1, max: 1000, noNaN: true });
const ordinaryRows = fc.array(fc.tuple(ordinary, ordinary, ordinary), { minLength: 2, maxLength: 40 });
/** What is scaled so is neither infinite nor subnormal, also when it is added up. */
const exponent = fc.integer({ min: -1000, max: 1000 });

test("scaled by powers of two, columns give the same forest and targets give it scaled, bit for bit", () => {
  const property = fc.property(ordinaryRows, exponent, exponent, fc.integer(), (data, ofX, ofY, seed) => {
    const rows = data.map(([a, b]) => [a, b]);
    const y = data.map(([, , target]) => target);
    const plain = new RandomForestRegressor({ trees: 4, seed }).fit(matrixOf(rows), y);
    const scaledRows = rows.map(([a = 0, b = 0]) => [a * 2 ** ofX, b]);
    const other = new RandomForestRegressor({ trees: 4, seed });
    other.fit(
      matrixOf(scaledRows),
      y.map((target) => target * 2 ** ofY),
    );
    const expected = plain.predict(matrixOf(rows)).map((value) => value * 2 ** ofY);
    assert.deepEqual(other.predict(matrixOf(scaledRows)), expected);
    assert.deepEqual(other.featureImportances, plain.featureImportances);
  });
  fc.assert(property, { seed: 20_240_131 });
});

test("10,000 distinct values are learned in their order", () => {
  const count = 10_000;
  const property = fc.property(fc.integer(), fc.constantFrom(1, 40), (seed, power) => {
    const order = shuffledIndices(count, seededRandom(seed));
    // Spread evenly, or most of them close to 0.
    const rows = Array.from(order, (place) => [(place / count) ** power, place % 2]);
    const y = Array.from(order, (place) => 5 + place / 100);
    const forest = new RandomForestRegressor({ trees: 5, seed }).fit(matrixOf(rows), y);
    const predicted = forest.predict(matrixOf(rows));
    liesWithin(predicted, y);
    const inOrder = new Float64Array(count);
    for (const [row, place] of order.entries()) inOrder[place] = predicted[row] ?? Number.NaN;
    for (let place = 2; place < count; place += 2) {
      assert.ok((inOrder[place] ?? 0) >= (inOrder[place - 2] ?? 0) - 1e-9, `at ${place}`);
    }
    assert.ok(inOrder.every((value, place) => Math.abs(value - (5 + place / 100)) < 1));
    agreesWithMlRandomForest(forest, rows.slice(0, 500));
  });
  fc.assert(property, { seed: 20_240_132, numRuns: 6 });
});

test("two rows are learned exactly without bootstrap where they differ, and mixed with it", () => {
  const property = fc.property(
    anyNumber,
    anyNumber,
    anyNumber,
    anyNumber,
    fc.integer(),
    (a, b, one, other, seed) => {
      const x = matrixOf([[a], [b]]);
      const alone = new RandomForestRegressor({ trees: 1, bootstrap: false, seed }).fit(x, [one, other]);
      if (a !== b) assert.deepEqual([...alone.predict(x)], [one + 0, other + 0]);
      else liesWithin(alone.predict(x), [one, other]);
      const forest = new RandomForestRegressor({ trees: 9, oobScore: true, seed }).fit(x, [one, other]);
      liesWithin(forest.predict(x), [one, other]);
      // A tree that left a row out knows only the other.
      for (const [row, said] of forest.oobPrediction.entries()) {
        if (!Number.isNaN(said)) liesWithin(Float64Array.of(said), row === 0 ? [other] : [one]);
      }
    },
  );
  fc.assert(property, { seed: 20_240_133 });
});

test("trees' answers that add up to more than a number holds are infinite, as ml-random-forest's", () => {
  const rows = [[1], [2]];
  const forest = new RandomForestRegressor({ trees: 3 }).fit(matrixOf(rows), [1.1e308, 1.2e308]);
  assert.deepEqual([...forest.predict(matrixOf(rows))], [Infinity, Infinity]);
  const theirs = RandomForestRegression.load(JSON.parse(JSON.stringify(forest)));
  assert.deepEqual(theirs.predict(rows), [Infinity, Infinity]);
});

test("a leaf's mean is right where the sum of its targets is beyond all numbers", () => {
  const y = [1.5e308, 1.6e308, 1.7e308];
  const forest = new RandomForestRegressor({ trees: 1, bootstrap: false, minSamplesLeaf: 3 });
  const [mean = 0] = forest.fit(matrixOf([[1], [2], [3]]), y).predict(matrixOf([[1]]));
  assert.ok(Math.abs(mean / 1.6e308 - 1) < 1e-12);
  const sampleWeights = [1, 3, 0];
  const [weighted = 0] = forest.fit(matrixOf([[1], [2], [3]]), y, { sampleWeights }).predict(matrixOf([[1]]));
  assert.ok(Math.abs(weighted / 1.575e308 - 1) < 1e-12);
});
