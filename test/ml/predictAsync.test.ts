import assert from "node:assert/strict";
import { test } from "node:test";
import { RandomForestClassifier } from "#ml/forest/randomForestClassifier.ts";
import { predictAsync, predictProbaAsync } from "#ml/predictAsync.ts";
import { matrixOf, modelOf } from "#support/matrices.ts";

const x = matrixOf(Array.from({ length: 10_000 }, (_, row) => [row, row % 7]));
const product = modelOf(([a = 0, b = 0]) => a * b);

test("it gives what the model predicts, and tells how far it is", async () => {
  const told: [number, number][] = [];
  const onProgress = (done: number, total: number) => told.push([done, total]);
  assert.deepEqual(await predictAsync(product, x, { onProgress }), product.predict(x));
  assert.deepEqual(told, [
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

test("of no rows it predicts nothing", async () => {
  assert.deepEqual(await predictAsync(product, matrixOf([], ["a"])), new Float64Array());
});

test("it stops with the signal's reason between two pieces", async () => {
  const controller = new AbortController();
  let asked = 0;
  const model = modelOf(() => {
    if (++asked === 1) setImmediate(() => controller.abort(new Error("enough")));
    return 0;
  });
  await assert.rejects(predictAsync(model, x, { signal: controller.signal }), /enough/);
  assert.equal(asked, 4096);
});

test("what the model throws ends it", async () => {
  const model = {
    predict: () => {
      throw new Error("other columns");
    },
  };
  await assert.rejects(predictAsync(model, x), /other columns/);
});

test("probabilities come piece by piece, too, and stop with the signal's reason", async () => {
  const labels = Array.from({ length: 10_000 }, (_, row) => row % 3);
  const forest = new RandomForestClassifier({ trees: 2, maxDepth: 4 }).fit(x, labels);
  const told: number[] = [];
  const onProgress = (done: number) => told.push(done);
  assert.deepEqual(await predictProbaAsync(forest, x, { onProgress }), forest.predictProba(x));
  assert.deepEqual(told, [1, 2, 3]);
  assert.deepEqual(
    await predictProbaAsync(forest, matrixOf([], x.columns)),
    forest.classes.map(() => new Float64Array()),
  );
  const signal = AbortSignal.abort(new Error("enough"));
  await assert.rejects(predictProbaAsync(forest, x, { signal }), /enough/);
});

test("of a model that predicts numbers there are no probabilities", async () => {
  await assert.rejects(Reflect.apply(predictProbaAsync, null, [product, x]), {
    name: "TypeError",
    message: "the model predicts numbers: there are no probabilities of classes",
  });
});
