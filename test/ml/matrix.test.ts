import assert from "node:assert/strict";
import { test } from "node:test";
import { table } from "arquero";
import { requireColumns, toMatrix } from "#ml/matrix.ts";

test("the target becomes y, the other columns x, row by row", () => {
  const { x, y } = toMatrix(table({ a: [1, 2], grade: [10, 20], b: [3, 4] }), "grade");
  assert.deepEqual(x, { columns: ["a", "b"], rows: 2, values: Float64Array.of(1, 3, 2, 4) });
  assert.deepEqual(y, Float64Array.of(10, 20));
});

test("filter and order of the table hold", () => {
  const view = table({ a: [1, 2, 3], y: [3, 2, 1] })
    .filter((row: { a: number }) => row.a > 1)
    .orderby("y");
  assert.deepEqual([...toMatrix(view, "y").x.values], [3, 2]);
});

test("a target that is not there is refused, naming the columns there are", () => {
  assert.throws(() => toMatrix(table({ a: [1], b: [2] }), "grade"), {
    message: "there is no column 'grade'; there are: a, b",
  });
});

test("a cell without a finite number is refused with its column and row", () => {
  const refuse = (cell: unknown) => () => toMatrix(table({ a: [1, cell], y: [1, 2] }), "y");
  assert.throws(
    refuse("teacher"),
    /column 'a', row 2: 'teacher' is not a number; encode the column with oneHot/,
  );
  assert.throws(refuse(true), /column 'a', row 2: is true, not a number; make it 1 or 0/);
  assert.throws(refuse(null), /column 'a', row 2: is empty; fill it or leave the row out/);
  assert.throws(refuse(Number.NaN), /column 'a', row 2: NaN is not a finite number/);
});

test("whole numbers of more digits than a number keeps are refused, other BigInts and huge numbers are not", () => {
  const refused = {
    name: "RangeError",
    message:
      "column 'id', row 2: 9007199254740993 has more digits than a number keeps; leave the column out if it names the rows, round it if it measures them",
  };
  for (const id of [2n ** 53n + 1n, "9007199254740993"]) {
    assert.throws(() => toMatrix(table({ id: [1, id], y: [1, 2] }), "y"), refused);
    assert.throws(() => toMatrix(table({ id: [1, id], y: [1, 2] }), "id"), refused);
  }
  const { x } = toMatrix(table({ a: [7n, -(2n ** 53n)], b: [1e300, 2 ** 60], y: [1, 2] }), "y");
  assert.deepEqual(x.values, Float64Array.of(7, 1e300, -(2 ** 53), 2 ** 60));
});

test("empty cells are kept as missing where that is wanted, but never in the target", () => {
  const holed = table({ a: [1, null, Number.NaN, undefined], y: [1, 2, 3, 4] });
  assert.deepEqual([...toMatrix(holed, "y", { missing: "keep" }).x.values], [1, NaN, NaN, NaN]);
  const text = table({ a: ["", 1], y: [1, 2] });
  assert.throws(() => toMatrix(text, "y", { missing: "keep" }), /column 'a', row 1: '' is not a number/);
  const withoutTarget = table({ a: [1, 2], y: [1, null] });
  assert.throws(() => toMatrix(withoutTarget, "y", { missing: "keep" }), /column 'y', row 2: is empty/);
  const mistaken: object = { missing: "ignore" };
  assert.throws(() => toMatrix(holed, "y", mistaken), /missing must be refuse or keep, not 'ignore'/);
});

test("a matrix must have the columns of the training, in their order", () => {
  const x = { columns: ["a", "b"], rows: 0, values: new Float64Array() };
  requireColumns(x, ["a", "b"]);
  assert.throws(() => requireColumns(x, ["a", "b", "c"]), /trained with a column 'c', which is missing here/);
  assert.throws(() => requireColumns(x, ["b", "a"]), /without a column 'a' in this place; it knows: b, a/);
  assert.throws(() => requireColumns(x, ["a"]), /without a column 'b'/);
});
