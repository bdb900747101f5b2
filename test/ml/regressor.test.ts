import assert from "node:assert/strict";
import { test } from "node:test";
import { DummyRegressor } from "#ml/dummyRegressor.ts";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { Ridge } from "#ml/ridge.ts";
import { matrixOf } from "#support/matrices.ts";

const models = [new RandomForestRegressor({ trees: 2 }), new Ridge(), new DummyRegressor()];
const x = matrixOf([
  [1, 2],
  [3, 4],
]);

for (const model of models) {
  const refuse = (asked: typeof x, y: readonly number[], message: string) =>
    assert.throws(() => model.fit(asked, y), { name: "RangeError", message });

  test(`${model.constructor.name} refuses a target that is no finite number, with its row`, () => {
    for (const wrong of [Number.NaN, Infinity, -Infinity]) {
      refuse(x, [1, wrong], `y is ${wrong} in row 2, not a finite number`);
    }
    const bigInts = new BigInt64Array(2);
    assert.throws(
      () => Reflect.apply(model.fit, model, [x, bigInts]),
      /y is 0 in row 1, not a finite number/,
    );
  });

  test(`${model.constructor.name} refuses an infinite value, with its row and column`, () => {
    const infinite = matrixOf([
      [1, 2],
      [3, -Infinity],
    ]);
    refuse(infinite, [1, 2], "x is -Infinity in row 2, column 'c1', not a finite number");
  });

  test(`${model.constructor.name} refuses no rows, and targets that do not fit`, () => {
    refuse(matrixOf([], ["a"]), [], "there are no rows to learn from");
    refuse(x, [1], "x has 2 rows, but y has 1 values");
  });
}
