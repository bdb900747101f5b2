import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { visitLeaves } from "#ml/forest/leaves.ts";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { rankTrees } from "#ml/forest/rankedTrees.ts";
import { findLeaf, type Tree } from "#ml/forest/tree.ts";
import type { Matrix } from "#ml/matrix.ts";
import { seededRandom } from "#ml/random.ts";

const width = 3;

function matrix(values: readonly number[]): Matrix {
  return { columns: ["a", "b", "c"], rows: values.length / width, values: Float64Array.from(values) };
}

/** Tree by tree the leaf of each row, by way of ranks; each row comes to one leaf only. */
function leavesByRank(trees: readonly Tree[], x: Matrix): Int32Array[] {
  const leaves = trees.map(() => new Int32Array(x.rows).fill(-1));
  visitLeaves(rankTrees(trees, width), x, (tree, node, rows, start, end) => {
    const own = leaves[trees.indexOf(tree)];
    for (const row of rows.subarray(start, end)) {
      assert.equal(own?.[row], -1);
      own?.fill(node, row, row + 1);
    }
  });
  return leaves;
}

function leavesOneByOne(trees: readonly Tree[], x: Matrix): Int32Array[] {
  return trees.map((tree) =>
    Int32Array.from({ length: x.rows }, (_, row) => findLeaf(tree, x.values, row * width)),
  );
}

test("rows that go down together come to the leaves that each comes to alone, missing values too", () => {
  const learned = fc.oneof(
    fc.integer({ min: -2, max: 2 }),
    fc.constant(NaN),
    fc.double({ noDefaultInfinity: true }),
  );
  const rows = <T>(cell: fc.Arbitrary<T>) =>
    fc.array(fc.tuple(cell, cell, cell), { minLength: 2, maxLength: 40 }).map((cells) => cells.flat());
  const asked = fc.oneof(learned, fc.constantFrom(-0, Infinity, -Infinity));
  const property = fc.property(rows(learned), rows(asked), fc.integer(), (known, other, seed) => {
    const random = seededRandom(seed);
    const y = Float64Array.from({ length: known.length / width }, () => random.below(5));
    const { trees } = new RandomForestRegressor({ trees: 3, seed }).fit(matrix(known), y);
    for (const x of [matrix(known), matrix(other)]) {
      assert.deepEqual(leavesByRank(trees, x), leavesOneByOne(trees, x));
    }
  });
  fc.assert(property, { seed: 20_261_121, numRuns: 300 });
});

test("predicting many rows at once gives, bit for bit, what predicting few at a time does", () => {
  const random = seededRandom(1);
  const many = matrix(Array.from({ length: 25_000 * width }, () => random.below(100)));
  const few = { ...many, rows: 50, values: many.values.slice(0, 50 * width) };
  const y = Float64Array.from({ length: 50 }, (_, row) => Math.sin(row));
  const forest = new RandomForestRegressor({ trees: 7 }).fit(few, y);
  const together = forest.predict(many);
  for (const first of [0, 8_190, 24_950]) {
    const rows = { ...few, values: many.values.slice(first * width, (first + 50) * width) };
    const alone = RandomForestRegressor.load(JSON.parse(JSON.stringify(forest)));
    assert.deepEqual(together.slice(first, first + 50), alone.predict(rows));
  }
});
