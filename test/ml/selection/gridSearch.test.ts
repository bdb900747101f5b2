import assert from "node:assert/strict";
import { test } from "node:test";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { binnedRows } from "#ml/forest/sharedBins.ts";
import type { Matrix } from "#ml/matrix.ts";
import { seededRandom } from "#ml/random.ts";
import { crossValidate } from "#ml/selection/crossValidate.ts";
import { gridSearch } from "#ml/selection/gridSearch.ts";
import { matrixOf } from "#support/matrices.ts";

const random = seededRandom(11);
const rows = Array.from({ length: 60 }, () => [random.below(5), random.below(5), random.below(100)]);
const x = matrixOf(rows);
const y = rows.map(([a = 0, b = 0]) => a * b + random.below(3));

/** Says the same number for every row: how good it is can be told beforehand. */
const constant = ({ says }: { readonly says: number }) => ({
  fit: () => undefined,
  predict: (asked: Matrix) => new Float64Array(asked.rows).fill(says),
});

test("each combination is judged as crossValidate judges it, on the same folds", async () => {
  const grid = { trees: [3, 5], maxFeatures: ["sqrt", 0.5] } as const;
  const options = { folds: 3, repeats: 2, seed: 4 };
  const { trials } = await gridSearch((params) => new RandomForestRegressor(params), grid, x, y, options);
  assert.equal(trials.length, 4);
  for (const { params, mean, result } of trials) {
    const alone = await crossValidate(() => new RandomForestRegressor(params), x, y, options);
    assert.deepEqual(result, alone);
    assert.equal(mean, alone.mean["mae"]);
  }
});

test("trials are sorted by their mean, the least error or the highest score first", async () => {
  const grid = { says: [100, 1, 20] };
  const errors = await gridSearch(constant, grid, x, y);
  assert.deepEqual(errors.metric, "mae");
  assert.deepEqual(
    errors.trials.map(({ params }) => params.says),
    [1, 20, 100],
  );
  const scores = await gridSearch(constant, grid, x, y, { metric: "r2" });
  assert.deepEqual(scores.best.params, { says: 1 });
});

test("the table has a row a trial: its settings, the mean, the standard error", async () => {
  const { table, trials } = await gridSearch(constant, { says: [9, 1] }, x, y, { metric: "rmse" });
  assert.deepEqual(table.columnNames(), ["says", "rmse", "standard_error"]);
  assert.deepEqual(
    table.objects(),
    trials.map(({ params, mean, standard_error }) => ({ ...params, rmse: mean, standard_error })),
  );
});

test("a clear winner is said to be one", async () => {
  const { best, simplest, verdict } = await gridSearch(constant, { says: [1000, 4] }, x, y);
  assert.equal(simplest, best);
  assert.match(
    verdict,
    /^says 4 came out best, with mae \S+ ± \S+; nothing before it .* one standard error$/,
  );
});

test("of the first combination in the grid it is said that it stands first, not that it beats what is before it", async () => {
  const { best, simplest, verdict } = await gridSearch(constant, { says: [4, 1000] }, x, y);
  assert.equal(simplest, best);
  assert.match(
    verdict,
    /^says 4 came out best, with mae \S+ ± \S+, and stands first in the grid: nothing after it does better, /,
  );
});

test("a single combination is the best of nothing", async () => {
  const { verdict } = await gridSearch(constant, { says: [4] }, x, y);
  assert.match(verdict, /^the only combination in the grid reaches mae \S+ ± \S+: .* nothing to compare/);
});

test("what is within one standard error of the best and stands before it is named as the simpler one", async () => {
  // The median has the least absolute error; a little beside it is hardly worse.
  const median = [...y].sort((one, other) => one - other)[30] ?? 0;
  const grid = { says: [1000, median + 0.5, median] };
  const { best, simplest, verdict } = await gridSearch(constant, grid, x, y);
  assert.deepEqual(best.params, { says: median });
  assert.deepEqual(simplest.params, { says: median + 0.5 });
  assert.match(verdict, /came out best, .* but not clearly: says \d\.5, which stands before it/);
});

test("equal trials stay in the grid's order", async () => {
  const grid = { says: [4], name: ["a", "b", "c"] };
  const { trials } = await gridSearch(constant, grid, x, y);
  assert.deepEqual(
    trials.map(({ params }) => params.name),
    ["a", "b", "c"],
  );
});

test("all combinations share the bins of a fold's rows, and no two folds do", async () => {
  const bins: unknown[] = [];
  const makeModel = (_: { readonly number: number }) => ({
    fit: (train: Matrix) => bins.push(binnedRows(train)),
    predict: (asked: Matrix) => new Float64Array(asked.rows),
  });
  await gridSearch(makeModel, { number: [1, 2, 3] }, x, y, { folds: 4 });
  assert.equal(bins.length, 12);
  assert.equal(new Set(bins).size, 4);
});

test("it tells how far it is in models, and stops when told", async () => {
  const controller = new AbortController();
  const told: [number, number][] = [];
  const running = gridSearch(constant, { says: [1, 2, 3] }, x, y, {
    folds: 4,
    signal: controller.signal,
    onProgress: (done, total) => {
      told.push([done, total]);
      if (done === 5) controller.abort(new Error("enough"));
    },
  });
  await assert.rejects(running, /enough/);
  assert.deepEqual(told.at(-1), [5, 12]);
});

test("an empty grid and an unknown metric are refused before the work is done", async () => {
  await assert.rejects(gridSearch(constant, { says: [] }, x, y), /a setting has no values/);
  let made = 0;
  const counted = (params: { says: number }) => {
    made++;
    return constant(params);
  };
  await assert.rejects(
    gridSearch(counted, { says: [1, 2] }, x, y, { metric: "accuracy" }),
    /no metric 'accuracy'; there are: mae, rmse, r2/,
  );
  assert.ok(made <= 2, `${made} models were made`);
});
