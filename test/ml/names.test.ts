import assert from "node:assert/strict";
import { test } from "node:test";
import { unknownName } from "#ml/names.ts";

test("a slip of the fingers is told with the name that was meant", () => {
  assert.equal(
    unknownName("column", "Absenses", ["absences", "age"]).message,
    "there is no column 'Absenses'; did you mean 'absences'?",
  );
});

test("a name that is near to none, or alike near to two, is told with those there are", () => {
  for (const name of ["accuracy", "mse"]) {
    assert.equal(
      unknownName("metric", name, ["mae", "rmse", "r2"]).message,
      `there is no metric '${name}'; there are: mae, rmse, r2`,
    );
  }
});

test("of many names only the first are listed", () => {
  const names = Array.from({ length: 14 }, (_, index) => `c${index}`);
  assert.equal(
    unknownName("feature", "grade", names).message,
    "there is no feature 'grade'; there are: c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 and 4 more",
  );
});
