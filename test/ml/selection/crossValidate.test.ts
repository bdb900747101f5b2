import assert from "node:assert/strict";
import { test } from "node:test";
import { DummyRegressor } from "#ml/dummyRegressor.ts";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import type { Matrix } from "#ml/matrix.ts";
import { regressionMetrics } from "#ml/metrics.ts";
import { crossValidate } from "#ml/selection/crossValidate.ts";
import { kFold } from "#ml/selection/folds.ts";
import { matrixOf, rowsOf } from "#support/matrices.ts";

const x = matrixOf(Array.from({ length: 23 }, (_, row) => [row, row % 4]));
const y = Array.from({ length: 23 }, (_, row) => row + (row % 5));

/** Says the share of ones that it learned from; rows are told apart by their first column. */
class ShareClassifier {
  readonly classes = [0, 1];
  #share = 0;
  fit(_x: Matrix, labels: Float64Array): this {
    this.#share = labels.reduce((sum, label) => sum + label, 0) / labels.length;
    return this;
  }
  predict(asked: Matrix): Float64Array {
    return new Float64Array(asked.rows).fill(Math.round(this.#share));
  }
  predictProba(asked: Matrix): Float64Array[] {
    return [1 - this.#share, this.#share].map((share) => new Float64Array(asked.rows).fill(share));
  }
}

test("each fold is judged by a model that learned from the other rows", async () => {
  const found = await crossValidate(() => new DummyRegressor(), x, y, { folds: 4, repeats: 2, seed: 5 });
  const expected = kFold(y, { folds: 4, repeats: 2, seed: 5 }).map(({ repeat, fold, train, test }) => {
    const mean = train.reduce((sum, row) => sum + (y[row] ?? 0), 0) / train.length;
    const actual = Array.from(test, (row) => y[row] ?? 0);
    const metrics = regressionMetrics(actual, new Float64Array(test.length).fill(mean));
    return { repeat, fold, rows: test.length, metrics };
  });
  assert.deepEqual(found.folds, expected);
});

test("no model sees a row that it is judged on, nor the matrix it came from", async () => {
  const pairs: { learned: number[][]; asked: number[][] }[] = [];
  const makeModel = () => {
    let learned: number[][] = [];
    return {
      fit: (train: Matrix) => {
        assert.notEqual(train.values.buffer, x.values.buffer);
        learned = rowsOf(train);
      },
      predict: (asked: Matrix) => {
        pairs.push({ learned, asked: rowsOf(asked) });
        return new Float64Array(asked.rows);
      },
    };
  };
  await crossValidate(makeModel, x, y, { folds: 5 });
  assert.equal(pairs.length, 5);
  for (const { learned, asked } of pairs) {
    const known = new Set(learned.map(([first]) => first));
    assert.equal(known.size + asked.length, x.rows);
    assert.ok(asked.every(([first]) => !known.has(first)));
  }
});

test("the mean is that of the folds, with their deviation by the root of their number", async () => {
  const { mean, standard_error, folds } = await crossValidate(() => new DummyRegressor(), x, y, { folds: 5 });
  const errors = folds.map(({ metrics }) => metrics["mae"] ?? Number.NaN);
  const average = errors.reduce((sum, error) => sum + error) / 5;
  const variance = errors.reduce((sum, error) => sum + (error - average) ** 2, 0) / 4;
  assert.ok(Math.abs((mean["mae"] ?? 0) - average) < 1e-12);
  assert.ok(Math.abs((standard_error["mae"] ?? 0) - Math.sqrt(variance / 5)) < 1e-12);
});

test("repeats bring no new rows: the standard error stays of the size it has without", async () => {
  const once = await crossValidate(() => new DummyRegressor(), x, y, { folds: 5 });
  const often = await crossValidate(() => new DummyRegressor(), x, y, { folds: 5, repeats: 40 });
  assert.ok((often.standard_error["mae"] ?? 0) > 0.5 * (once.standard_error["mae"] ?? 0));
});

test("classifiers are judged by their probabilities, on folds that hold every class", async () => {
  const labels = y.map((_, row) => (row % 4 === 0 ? 1 : 0));
  const { mean, folds } = await crossValidate(() => new ShareClassifier(), x, labels, { folds: 5 });
  assert.deepEqual(Object.keys(mean), ["accuracy", "balanced_accuracy", "roc_auc", "log_loss"]);
  assert.ok(folds.every(({ metrics }) => metrics["roc_auc"] === 0.5));
  await assert.rejects(
    crossValidate(() => new ShareClassifier(), x, labels, { folds: 12, stratified: false }),
    /all rows are of class 0/,
  );
});

test("a model that learns elsewhere is waited for", async () => {
  const makeModel = () => {
    const model = new DummyRegressor();
    return {
      fit: async (train: Matrix, targets: Float64Array) => {
        await Promise.resolve();
        model.fit(train, targets);
      },
      predict: (asked: Matrix) => model.predict(asked),
    };
  };
  const here = await crossValidate(() => new DummyRegressor(), x, y);
  assert.deepEqual(await crossValidate(makeModel, x, y), here);
});

test("it tells how far it is, and stops between two folds when told", async () => {
  const told: [number, number][] = [];
  const controller = new AbortController();
  const reason = new Error("enough");
  const running = crossValidate(() => new RandomForestRegressor({ trees: 2 }), x, y, {
    folds: 5,
    signal: controller.signal,
    onProgress: (done, total) => {
      told.push([done, total]);
      // Not from in here: others must get their turn for this to be heard.
      if (done === 2) setImmediate(() => controller.abort(reason));
    },
  });
  await assert.rejects(running, reason);
  assert.ok(told.length >= 2 && told.length < 5);
  assert.deepEqual(told[1], [2, 5]);
});

test("a model that can be stopped halfway through its learning is", async () => {
  const controller = new AbortController();
  const onProgress = () => assert.fail("no fold may be done");
  const makeModel = () => new RandomForestRegressor({ trees: 100_000 });
  const running = crossValidate(makeModel, x, y, { signal: controller.signal, onProgress });
  setImmediate(() => controller.abort(new Error("enough")));
  await assert.rejects(running, /enough/);
});

test("a signal that is already aborted keeps it from starting", async () => {
  const makeModel = () => ({ fit: () => assert.fail("it learned"), predict: () => new Float64Array() });
  const signal = AbortSignal.abort(new Error("no"));
  await assert.rejects(crossValidate(makeModel, x, y, { signal }), /no/);
});

test("targets that do not fit are refused", async () => {
  const validate = (targets: number[]) => crossValidate(() => new DummyRegressor(), x, targets);
  await assert.rejects(validate([1]), /x has 23 rows, but y has 1 values/);
  await assert.rejects(validate([...y.slice(1), Number.NaN]), /y is NaN in row 23, not a finite number/);
});
