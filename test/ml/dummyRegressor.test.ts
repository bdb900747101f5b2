import assert from "node:assert/strict";
import { test } from "node:test";
import { DummyRegressor } from "#ml/dummyRegressor.ts";

const matrix = (...values: number[]) => ({
  columns: ["a"],
  rows: values.length,
  values: Float64Array.from(values),
});

test("it predicts the mean of the training targets for every row", () => {
  const model = new DummyRegressor().fit(matrix(1, 2, 3), [10, 20, 60]);
  assert.deepEqual(model.predict(matrix(0, 5)), Float64Array.of(30, 30));
});

test("it does not predict before it is fitted", () => {
  assert.throws(() => new DummyRegressor().predict(matrix(1)), /fit the DummyRegressor before/);
});
