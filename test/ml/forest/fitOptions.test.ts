import assert from "node:assert/strict";
import { test } from "node:test";
import { RandomForestClassifier } from "#ml/forest/randomForestClassifier.ts";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { matrixOf } from "#support/matrices.ts";

const x = matrixOf([[1], [2]]);
const mistyped: object = { sampleWeight: [1, 2] };

for (const Forest of [RandomForestRegressor, RandomForestClassifier]) {
  test(`${Forest.name} refuses a mistyped setting of its fit`, async () => {
    const forest = new Forest({ trees: 1 });
    assert.throws(() => forest.fit(x, [0, 1], mistyped), {
      name: "RangeError",
      message: "fit has no setting 'sampleWeight'; it has: sampleWeights",
    });
    await assert.rejects(forest.fitAsync(x, [0, 1], mistyped), {
      name: "RangeError",
      message: "fitAsync has no setting 'sampleWeight'; it has: sampleWeights, onProgress, signal",
    });
  });
}
