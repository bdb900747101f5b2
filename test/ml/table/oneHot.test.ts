import assert from "node:assert/strict";
import { test } from "node:test";
import { table } from "arquero";
import fc from "fast-check";
import { oneHot } from "#ml/table/oneHot.ts";

test("each level of a categorical column becomes a column of its own, in its place", () => {
  const encoded = oneHot(
    table({ age: [15, 16, 17], job: ["teacher", "health", "teacher"], grade: [1, 2, 3] }),
  );
  assert.deepEqual(encoded.columnNames(), ["age", "job=health", "job=teacher", "grade"]);
  assert.deepEqual([...encoded.array("job=teacher")], [1, 0, 1]);
  assert.deepEqual([...encoded.array("job=health")], [0, 1, 0]);
  assert.deepEqual([...encoded.array("age")], [15, 16, 17]);
});

test("named columns are encoded even when they hold numbers, and only those", () => {
  const encoded = oneHot(table({ school: [1, 2], sex: ["F", "M"] }), ["school"]);
  assert.deepEqual(encoded.columnNames(), ["school=1", "school=2", "sex"]);
});

test("a column that is not there is refused with the name that is near, else with those there are", () => {
  const students = table({ sex: ["F"], age: [1] });
  assert.throws(() => oneHot(students, ["sexx"]), {
    message: "there is no column 'sexx'; did you mean 'sex'?",
  });
  assert.throws(() => oneHot(students, ["grade"]), {
    message: "there is no column 'grade'; there are: sex, age",
  });
});

test("a column of numbers with a slip in it is encoded with a warning, one of categories without", (context) => {
  const warn = context.mock.method(console, "warn", () => undefined);
  const ages = Array.from({ length: 20 }, (_, row) => (row === 6 ? "n/a" : String(15 + (row % 3))));
  oneHot(table({ age: ages, job: ages.map((_, row) => (row % 2 === 0 ? "teacher" : "7")) }));
  assert.deepEqual(
    warn.mock.calls.map(({ arguments: [words] }) => words),
    [
      "column 'age' is encoded as categories: 19 of its 20 values are numbers, but 'n/a' in row 7 is not. Mend it, or name the columns to encode.",
    ],
  );
});

test("whole numbers too long to be kept are no categories, unless the column is named", () => {
  const students = table({ id: ["17", "9007199254740993", ""] });
  assert.throws(() => oneHot(students), {
    name: "RangeError",
    message:
      "column 'id' holds whole numbers of more digits than a number keeps, such as '9007199254740993' in row 2: identifiers, most likely. Leave it out with select(not(\"id\")), or name the columns to encode.",
  });
  assert.deepEqual(oneHot(students, ["id"]).columnNames(), ["id=", "id=17", "id=9007199254740993"]);
});

test("a new name that is already taken is refused", () => {
  assert.throws(() => oneHot(table({ a: ["x"], "a=x": [1] })), /two columns the name 'a=x'/);
});

test("filtered rows are left out, and the order is kept", () => {
  const ordered = table({ kind: ["c", "b", "a"], number: [3, 2, 1] })
    .filter((row: { number: number }) => row.number < 3)
    .orderby("number");
  assert.deepEqual(oneHot(ordered).objects(), [
    { "kind=a": 1, "kind=b": 0, number: 1 },
    { "kind=a": 0, "kind=b": 1, number: 2 },
  ]);
});

test("every row has exactly one 1 among its levels, at its own level", () => {
  const levels = fc.array(fc.constantFrom("", "a", "b=c", "é", "__proto__", "constructor"), { minLength: 1 });
  const property = fc.property(levels, (values) => {
    const encoded = oneHot(table({ kind: values }));
    assert.equal(encoded.numCols(), new Set(values).size);
    for (const [row, value] of values.entries()) {
      const ones = encoded.columnNames().filter((name) => encoded.get(name, row) === 1);
      assert.deepEqual(ones, [`kind=${value}`]);
    }
  });
  fc.assert(property, { seed: 20_240_101 });
});
