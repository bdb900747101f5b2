import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { leaf, type Tree } from "#ml/forest/tree.ts";
import { explainTrees } from "#ml/inspect/treeShap.ts";
import { matrixOf } from "#support/matrices.ts";

/** What the tree expects of a row when only these columns are known (Lundberg et al., 2020, Algorithm 1). */
function expectation(tree: Tree, row: readonly number[], known: ReadonlySet<number>, node = 0): number {
  const column = tree.feature[node] ?? leaf;
  const value = tree.value[node] ?? 0;
  if (column === leaf) return value;
  const left = node + 1;
  const right = tree.right[node] ?? 0;
  if (known.has(column)) {
    return expectation(tree, row, known, (row[column] ?? 0) < value ? left : right);
  }
  const cover = (child: number) => tree.cover?.[child] ?? 0;
  const sum = [left, right].reduce(
    (total, child) => total + cover(child) * expectation(tree, row, known, child),
    0,
  );
  return sum / cover(node);
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** Shapley's definition: a column's mean effect over all orders in which the columns may become known. */
function enumerated(tree: Tree, row: readonly number[]): number[] {
  const width = row.length;
  return row.map((_, column) => {
    const others = row.map((_, other) => other).filter((other) => other !== column);
    let sum = 0;
    for (let bits = 0; bits < 2 ** others.length; bits++) {
      const known = others.filter((_, index) => (bits >> index) & 1);
      const weight = (factorial(known.length) * factorial(width - known.length - 1)) / factorial(width);
      const without = expectation(tree, row, new Set(known));
      sum += weight * (expectation(tree, row, new Set([...known, column])) - without);
    }
    return sum;
  });
}

const cell = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ min: -10, max: 10, noNaN: true }));
const data = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) => {
    const row = fc.array(cell, { minLength: columns, maxLength: columns });
    return fc.record({
      rows: fc.array(row, { minLength: rows, maxLength: rows }),
      asked: row,
      y: fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: rows, maxLength: rows }),
      seed: fc.integer(),
    });
  });

test("they are Shapley's values of what the tree expects, enumerated over all subsets of columns", () => {
  const property = fc.property(data, ({ rows, asked, y, seed }) => {
    const forest = new RandomForestRegressor({ trees: 2, maxFeatures: "sqrt", seed }).fit(matrixOf(rows), y);
    for (const tree of forest.trees) {
      const explainer = explainTrees([tree], asked.length);
      const found = explainer.explain(Float64Array.from(asked), 0);
      for (const [column, expected] of enumerated(tree, asked).entries()) {
        assert.ok(Math.abs((found[column] ?? Number.NaN) - expected) < 1e-9);
      }
      assert.ok(Math.abs(explainer.expected - expectation(tree, asked, new Set())) < 1e-9);
    }
  });
  fc.assert(property, { seed: 20_240_501, numRuns: 200 });
});

test("with the base they add up to the prediction, for forests of any depth and width", () => {
  const wide = fc
    .tuple(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 40 }))
    .chain(([rows, columns]) =>
      fc.record({
        rows: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
        y: fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: rows, maxLength: rows }),
        seed: fc.integer(),
      }),
    );
  const property = fc.property(wide, ({ rows, y, seed }) => {
    const x = matrixOf(rows);
    const forest = new RandomForestRegressor({ trees: 3, maxFeatures: 0.3, seed }).fit(x, y);
    const { expected, explain } = explainTrees(forest.trees, x.columns.length);
    for (const [row, predicted] of forest.predict(x).entries()) {
      const values = explain(x.values, row * x.columns.length);
      const sum = values.reduce((total, value) => total + value, expected);
      assert.ok(Math.abs(sum - predicted) < 1e-9);
    }
  });
  fc.assert(property, { seed: 20_240_502, numRuns: 60 });
});

test("a tree as deep as it has rows stays exact", () => {
  const rows = Array.from({ length: 300 }, (_, row) => [2 ** (row / 40), row % 7, (row * 31) % 300]);
  const y = rows.map(([a = 0]) => 1.1 ** a);
  const x = matrixOf(rows);
  const forest = new RandomForestRegressor({ trees: 1, bootstrap: false, maxFeatures: 0.4 }).fit(x, y);
  const { expected, explain } = explainTrees(forest.trees, 3);
  for (const [row, predicted] of forest.predict(x).entries()) {
    const sum = explain(x.values, row * 3).reduce((total, value) => total + value, expected);
    assert.ok(Math.abs(sum - predicted) <= 1e-9 * Math.max(1, Math.abs(predicted)));
  }
});

test("missing values go the way that the tree sends them", () => {
  const tree: Tree = {
    feature: Int32Array.of(0, leaf, leaf),
    value: Float64Array.of(5, 10, 40),
    right: Int32Array.of(2, 0, 0),
    cover: Float64Array.of(4, 3, 1),
    missingLeft: Uint8Array.of(1, 0, 0),
    shares: null,
  };
  const missing = Float64Array.of(Number.NaN);
  assert.ok(Math.abs((explainTrees([tree], 1).explain(missing, 0)[0] ?? 0) - (10 - 17.5)) < 1e-12);
  const right = explainTrees([{ ...tree, missingLeft: null }], 1);
  assert.ok(Math.abs((right.explain(missing, 0)[0] ?? 0) - (40 - 17.5)) < 1e-12);
});

test("a tree that does not know its training weights cannot be explained", () => {
  const tree: Tree = {
    feature: Int32Array.of(leaf),
    value: Float64Array.of(1),
    right: Int32Array.of(0),
    cover: null,
    missingLeft: null,
    shares: null,
  };
  assert.throws(() => explainTrees([tree], 1), /does not say how many rows came to each node/);
});
