/**
 * Out-of-bag predictions, computed once more without a look at how rows are drawn. No two rows have the same target,
 * and grown to the end a tree repeats the targets that it learned: a tree has seen just the rows that it gets right.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { r2Score } from "#ml/metrics.ts";
import { matrixOf } from "#support/matrices.ts";
import { RandomForestRegression } from "./mlRandomForest.ts";

const training = fc
  .uniqueArray(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 40 })
  .map((y) => ({ y, rows: y.map((target, row) => [row, target % 7]) }));

/** What each tree says of each row, by ml-random-forest's own arithmetic. */
function answersOfTrees(forest: RandomForestRegressor, rows: number[][]): number[][] {
  const json = forest.toJSON();
  return json.baseModel.estimators.map((estimator) => {
    const baseModel = { ...json.baseModel, nEstimators: 1, estimators: [estimator] };
    return RandomForestRegression.load({ ...json, baseModel }).predict(rows);
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

test("it is the mean of the trees that did not learn from the row, NaN where all did", () => {
  const property = fc.property(
    training,
    fc.integer(),
    fc.integer({ min: 1, max: 8 }),
    (data, seed, trees) => {
      const { rows, y } = data;
      const forest = new RandomForestRegressor({ trees, seed, oobScore: true }).fit(matrixOf(rows), y);
      const answers = answersOfTrees(forest, rows);
      for (const [row, target] of y.entries()) {
        const unseen = answers.map((answer) => answer[row] ?? Number.NaN).filter((said) => said !== target);
        const found = forest.oobPrediction[row] ?? 0;
        if (unseen.length === 0) assert.equal(found, Number.NaN);
        else assert.ok(Math.abs(found - mean(unseen)) <= 1e-9, `${found} instead of ${mean(unseen)}`);
      }
    },
  );
  fc.assert(property, { seed: 20_240_120 });
});

test("about 0.37 of the rows are left out of a tree", () => {
  const rows = Array.from({ length: 2000 }, (_, row) => [row]);
  const forest = new RandomForestRegressor({ trees: 1, oobScore: true }).fit(matrixOf(rows), rows.flat());
  const share = forest.oobPrediction.filter((said) => !Number.isNaN(said)).length / rows.length;
  assert.ok(Math.abs(share - Math.exp(-1)) < 0.04, `${share}`);
});

test("the score is R² over the rows that a tree left out; NaN when there are none", () => {
  const y = Array.from({ length: 30 }, (_, row) => (row * 7) % 31);
  const x = matrixOf(y.map((target) => [Math.round(target / 3)]));
  const forest = new RandomForestRegressor({ trees: 2, oobScore: true }).fit(x, y);
  const judged = y.filter((_, row) => !Number.isNaN(forest.oobPrediction[row]));
  assert.ok(judged.length > 0 && judged.length < y.length);
  const said = forest.oobPrediction.filter((value) => !Number.isNaN(value));
  assert.equal(forest.oobScore, r2Score(judged, said));
  const alone = new RandomForestRegressor({ oobScore: true }).fit(matrixOf([[1]]), [5]);
  assert.deepEqual([alone.oobScore, ...alone.oobPrediction], [Number.NaN, Number.NaN]);
});

test("a row that does not count is judged by all trees", () => {
  const rows = [[0], [1], [2], [3]];
  const forest = new RandomForestRegressor({ trees: 4, oobScore: true });
  forest.fit(matrixOf(rows), [5, 5, 5, 9], { sampleWeights: [1, 1, 1, 0] });
  assert.equal(forest.oobPrediction[3], 5);
});

test("a forest that was not asked to judge itself says how to ask", () => {
  const forest = new RandomForestRegressor({ trees: 1 });
  assert.throws(() => forest.oobScore, /fit the forest before it judges itself/);
  forest.fit(matrixOf([[1], [2]]), [1, 2]);
  assert.throws(() => forest.oobScore, /fitting with oobScore: true/);
  assert.throws(() => forest.oobPrediction, /fitting with oobScore: true/);
});
