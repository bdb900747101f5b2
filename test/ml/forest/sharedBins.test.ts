import assert from "node:assert/strict";
import { test } from "node:test";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { binnedRows, shareBins } from "#ml/forest/sharedBins.ts";
import { matrixOf } from "#support/matrices.ts";

const rows = Array.from({ length: 40 }, (_, row) => [row % 7, row % 3, row]);
const y = rows.map(([a = 0, b = 0]) => a * b);

test("a matrix that is shared is binned once, any other each time", () => {
  const x = matrixOf(rows);
  assert.notEqual(binnedRows(x), binnedRows(x));
  shareBins(x);
  const first = binnedRows(x);
  shareBins(x);
  assert.equal(binnedRows(x), first);
  assert.notEqual(binnedRows({ ...x }), first);
});

test("several forests on shared bins are those that each would be alone", () => {
  const x = matrixOf(rows);
  shareBins(x);
  for (const options of [
    { trees: 3 },
    { trees: 4, maxFeatures: "sqrt" },
    { trees: 3, minSamplesLeaf: 4 },
  ] as const) {
    const together = new RandomForestRegressor(options).fit(x, y);
    const alone = new RandomForestRegressor(options).fit(matrixOf(rows), y);
    assert.deepEqual(together.toJSON(), alone.toJSON());
  }
});

test("a matrix whose numbers changed between two forests is read anew", () => {
  const x = matrixOf(rows);
  const before = new RandomForestRegressor({ trees: 3 }).fit(x, y).toJSON();
  x.values.reverse();
  assert.notDeepEqual(new RandomForestRegressor({ trees: 3 }).fit(x, y).toJSON(), before);
});
