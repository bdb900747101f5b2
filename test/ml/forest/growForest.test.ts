/** Growing beside other work: how far it is, and how it is stopped. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { matrixOf } from "#support/matrices.ts";

const trees = 12;
const rows = Array.from({ length: 200 }, (_, row) => [row % 5, row % 7, row]);
const x = matrixOf(rows);
const y = rows.map(([a = 0, b = 0, c = 0]) => a * b + c);

for (const threads of [1, 2]) {
  const unfitted = () => new RandomForestRegressor({ trees, threads });

  test(`${threads} at a time, it counts up to the number of trees`, async () => {
    const told: [number, number][] = [];
    await unfitted().fitAsync(x, y, { onProgress: (done, total) => told.push([done, total]) });
    assert.deepEqual(
      told,
      Array.from({ length: trees }, (_, tree) => [tree + 1, trees]),
    );
  });

  test(`${threads} at a time, a signal that was raised before keeps it from starting`, async () => {
    const reason = new Error("not at all");
    const forest = unfitted();
    const onProgress = () => assert.fail("a tree was grown");
    await assert.rejects(forest.fitAsync(x, y, { onProgress, signal: AbortSignal.abort(reason) }), reason);
    assert.throws(() => forest.predict(x), /fit the forest before it predicts/);
  });

  test(`${threads} at a time, it stops with the signal's reason, and the forest is as it was`, async () => {
    const reason = new Error("enough");
    const stopAfterTwo = async (forest: RandomForestRegressor) => {
      const controller = new AbortController();
      let most = 0;
      const onProgress = (done: number) => {
        most = done;
        if (done === 2) controller.abort(reason);
      };
      await assert.rejects(
        forest.fitAsync(x, y.toReversed(), { onProgress, signal: controller.signal }),
        reason,
      );
      assert.ok(most < trees);
    };
    const forest = unfitted();
    await stopAfterTwo(forest);
    assert.throws(() => forest.predict(x), /fit the forest before it predicts/);
    const before = forest.fit(x, y).predict(x);
    await stopAfterTwo(forest);
    assert.deepEqual(forest.predict(x), before);
  });

  test(`${threads} at a time, what cannot be learned from is told by the promise`, async () => {
    await assert.rejects(
      unfitted().fitAsync(x, y.with(3, Number.NaN)),
      /y is NaN in row 4, not a finite number/,
    );
    const sampleWeights = rows.map(() => -1);
    await assert.rejects(unfitted().fitAsync(x, y, { sampleWeights }), /sample weight .* not -1/);
  });
}
