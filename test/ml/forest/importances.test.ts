import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { seededRandom } from "#ml/random.ts";
import { matrixOf } from "#support/matrices.ts";

const columns = 5;
const maxFeatures = fc.constantFrom("all" as const, "sqrt" as const, 0.5);

/** 80 rows of chance; the first column is constant, and one of the others decides the target. */
const training = fc
  .record({ seed: fc.integer(), deciding: fc.integer({ min: 1, max: columns - 1 }) })
  .map(({ seed, deciding }) => {
    const random = seededRandom(seed);
    const rows = Array.from({ length: 80 }, () =>
      Array.from({ length: columns }, (_, column) => (column === 0 ? 7 : random.below(10))),
    );
    return { rows, seed, deciding, y: rows.map((row) => 3 * (row[deciding] ?? 0)) };
  });

function importances(forest: RandomForestRegressor): number[] {
  const byName = new Map(forest.featureImportances.map(({ feature, importance }) => [feature, importance]));
  return Array.from({ length: columns }, (_, column) => byName.get(`c${column}`) ?? Number.NaN);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

test("importances are shares of 1, and a constant column has none of it", () => {
  const property = fc.property(training, maxFeatures, ({ rows, seed }, features) => {
    const random = seededRandom(seed + 1);
    const y = rows.map(() => random.below(1000));
    const forest = new RandomForestRegressor({ trees: 4, maxFeatures: features, seed });
    const found = importances(forest.fit(matrixOf(rows), y));
    assert.ok(Math.abs(sum(found) - 1) < 1e-12);
    assert.ok(found.every((importance) => importance >= 0));
    assert.equal(found[0], 0);
  });
  fc.assert(property, { seed: 20_240_121 });
});

test("the one column that decides the target has nearly all importance", () => {
  const property = fc.property(training, ({ rows, y, seed, deciding }) => {
    const forest = new RandomForestRegressor({ trees: 4, seed }).fit(matrixOf(rows), y);
    assert.equal(forest.featureImportances[0]?.feature, `c${deciding}`);
    assert.ok((importances(forest)[deciding] ?? 0) > 0.98);
  });
  fc.assert(property, { seed: 20_240_122 });
});

test("where columns are drawn at each split, the one that decides still has the most", () => {
  const property = fc.property(training, ({ rows, y, seed, deciding }) => {
    const forest = new RandomForestRegressor({ trees: 20, maxFeatures: "sqrt", seed });
    assert.equal(forest.fit(matrixOf(rows), y).featureImportances[0]?.feature, `c${deciding}`);
  });
  fc.assert(property, { seed: 20_240_123 });
});

test("a forest that never splits has no importances to share, and they are saved with the forest", () => {
  const property = fc.property(training, ({ rows, y, seed }) => {
    const forest = new RandomForestRegressor({ trees: 2, seed }).fit(matrixOf(rows), y);
    const loaded = RandomForestRegressor.load(JSON.parse(JSON.stringify(forest)));
    assert.deepEqual(loaded.featureImportances, forest.featureImportances);
  });
  fc.assert(property, { seed: 20_240_124, numRuns: 20 });
  const constant = new RandomForestRegressor({ trees: 2 }).fit(matrixOf([[1], [2]]), [3, 3]);
  assert.deepEqual(constant.featureImportances, [{ feature: "c0", importance: 0 }]);
});
