import assert from "node:assert/strict";
import { test } from "node:test";
import { table } from "arquero";
import fc from "fast-check";
import { trainTestSplit } from "#ml/table/trainTestSplit.ts";

const numbered = (rows: number) => table({ row: Array.from({ length: rows }, (_, row) => row) });

function rowsOf({ train, validation, test }: ReturnType<typeof trainTestSplit>): number[][] {
  return [train, validation, test].map((part) => Array.from(part.array("row"), Number));
}

test("649 rows in shares of 0.2 and 0.2 are 415 to train, 104 to validate, 130 to test", () => {
  const parts = rowsOf(trainTestSplit(numbered(649), { seed: 1, test: 0.2, validation: 0.2 }));
  assert.deepEqual(
    parts.map((rows) => rows.length),
    [415, 104, 130],
  );
});

test("the parts are disjoint, together the whole table, and in its order", () => {
  const share = fc.double({ min: 0, max: 0.45, noNaN: true });
  const property = fc.property(
    fc.integer({ min: 5, max: 200 }),
    fc.integer(),
    share,
    share,
    (rows, seed, a, b) => {
      const parts = rowsOf(trainTestSplit(numbered(rows), { seed, test: a, validation: b }));
      assert.deepEqual(
        parts.flat().sort((x, y) => x - y),
        [...Array(rows).keys()],
      );
      for (const part of parts)
        assert.deepEqual(
          part,
          part.toSorted((x, y) => x - y),
        );
    },
  );
  fc.assert(property, { seed: 20_240_102 });
});

test("the same seed parts the same way, another one differently", () => {
  const split = (seed: number) => rowsOf(trainTestSplit(numbered(100), { seed, test: 0.3 }));
  assert.deepEqual(split(5), split(5));
  assert.notDeepEqual(split(5), split(6));
});

test("a share is rounded up to whole rows, but not by a rounding error", () => {
  const testRows = (rows: number, share: number) =>
    trainTestSplit(numbered(rows), { seed: 1, test: share }).test.numRows();
  assert.equal(testRows(9, 0.2), 2);
  assert.equal(testRows(3000, 0.1), 300);
  assert.equal(testRows(70, 0.7), 49);
});

test("filtered rows take no part", () => {
  const even = numbered(20).filter((row: { row: number }) => row.row % 2 === 0);
  assert.ok(
    rowsOf(trainTestSplit(even, { seed: 1, test: 0.5 }))
      .flat()
      .every((row) => row % 2 === 0),
  );
});

test("shares, seeds and names that make no sense are refused", () => {
  const split = (options: object) => () => trainTestSplit(numbered(10), { seed: 1, test: 0.2, ...options });
  assert.throws(split({ test: 1 }), /test must be a share from 0 to below 1, such as 0.2, not 1/);
  assert.throws(split({ validation: "half" }), /validation must be a share .* not 'half'/);
  assert.throws(split({ seed: 0.5 }), /seed must be a whole number/);
  assert.throws(split({ tset: 0.2 }), /no setting 'tset'; it has: seed, test, validation/);
  assert.throws(split({ test: 0.95 }), /splitting 10 rows leaves none to train on/);
});
