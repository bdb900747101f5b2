import assert from "node:assert/strict";
import { test } from "node:test";
import { createTable, table } from "#ml/table/table.ts";

const students = table({ age: [15, 16], G1: [10, 12] });
interface Row {
  readonly G4: number;
}

const verbs = {
  derive: () => students.derive({ double: (row: Row) => row.G4 * 2 }),
  filter: () => students.filter((row: Row) => row.G4 > 2),
  select: () => students.select("G4"),
  rename: () => students.rename({ G4: "grade" }),
  groupby: () => students.groupby("G4"),
  orderby: () => students.orderby("G4"),
  rollup: () => students.rollup({ grade: (row: Row) => row.G4 }),
};

for (const [name, verb] of Object.entries(verbs)) {
  test(`${name} of a column that is not there names the columns there are`, () => {
    assert.throws(verb, /column.*; the columns are: age, G1$/i);
  });
}

test("the columns are named along a chain of verbs", () => {
  const chain = () =>
    students
      .filter((row: { age: number }) => row.age > 15)
      .select("age")
      .select("G1");
  assert.throws(chain, /the columns are: age$/);
});

test("other mistakes are told as they are", () => {
  const limit = 3;
  assert.throws(
    () => students.filter((row: { age: number }) => row.age > limit),
    /^Error: Invalid variable reference/,
  );
});

test("columns of unequal length are refused", () => {
  assert.throws(() => table({ a: [1, 2], b: [1] }), /column 'a' has 2 values, 'b' has 1/);
});

test("columns keep their order even when they are named by numbers", () => {
  const numbered = createTable([
    ["2", [1]],
    ["1", [2]],
  ]);
  assert.deepEqual(numbered.columnNames(), ["2", "1"]);
  assert.deepEqual(numbered.select("2", "1").columnNames(), ["2", "1"]);
});
