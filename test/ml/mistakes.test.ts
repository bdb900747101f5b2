/** What a learner gets wrong at first, and the sentence that helps. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { table } from "arquero";
import { accuracy } from "#ml/classificationMetrics.ts";
import { isClassifier } from "#ml/classifier.ts";
import { RandomForestClassifier } from "#ml/forest/randomForestClassifier.ts";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { partialDependence } from "#ml/inspect/partialDependence.ts";
import { permutationImportance } from "#ml/inspect/permutationImportance.ts";
import { shapSummary, shapValues } from "#ml/inspect/shap.ts";
import { toMatrix } from "#ml/matrix.ts";
import { predictAsync } from "#ml/predictAsync.ts";
import { classificationMetrics } from "#ml/probabilityMetrics.ts";
import { crossValidate } from "#ml/selection/crossValidate.ts";
import { gridSearch } from "#ml/selection/gridSearch.ts";
import { matrixOf } from "#support/matrices.ts";

const pupils = table({ age: [15, 16, 17, 18], passed: [0, 0, 1, 1] });
const { x, y } = toMatrix(pupils, "passed");
const newForest = () => new RandomForestClassifier({ trees: 2 });
const forest = newForest().fit(x, y);

/** As a script without type checks does. */
async function call(task: (...given: never[]) => unknown, ...given: readonly unknown[]): Promise<unknown> {
  return await Reflect.apply(task, null, given);
}

const looks: readonly ((model: never, x: never, y: never) => unknown)[] = [
  (model, asked) => predictAsync(model, asked),
  (model, asked) => partialDependence(model, asked, "age"),
  (model, asked, target) => permutationImportance(model, asked, target),
  (model, asked) => shapSummary(model, asked),
  (model, asked) => shapValues(model, asked, 0),
];

test("a model that still learns is told to be awaited, wherever it is handed in", async () => {
  const awaited = {
    name: "TypeError",
    message: "the model: this is still a promise; put 'await' before what makes it",
  };
  for (const look of [...looks, isClassifier]) {
    await assert.rejects(call(look, Promise.resolve(forest), x, y), awaited);
  }
  await assert.rejects(
    call(crossValidate, async () => forest, x, y),
    awaited,
  );
});

test("what is no model is refused, wherever it is handed in", async () => {
  for (const look of [...looks, isClassifier]) {
    for (const wrong of [undefined, null, RandomForestClassifier, {}]) {
      await assert.rejects(call(look, wrong, x, y), /TypeError: this is no model: it does not predict/);
    }
  }
});

test("a table, or x and y together, are no matrix to learn from or to look at", async () => {
  const message = /TypeError: x is no matrix; take the x of `const { x, y } = toMatrix\(table, target\)`/;
  for (const wrong of [pupils, { x, y }, undefined]) {
    for (const look of looks) await assert.rejects(call(look, forest, wrong, y), message);
    await assert.rejects(
      call((asked) => forest.predict(asked), wrong),
      message,
    );
    await assert.rejects(
      call((asked, target) => newForest().fit(asked, target), wrong, y),
      message,
    );
    await assert.rejects(call(crossValidate, newForest, wrong, y), message);
  }
});

test("targets that are words or missing are refused with what to do", async () => {
  const learn = (target: unknown) => call((given) => newForest().fit(x, given), target);
  await assert.rejects(learn(["no", "no", "yes", "yes"]), {
    message: "y is 'no' in row 1, not a number; make it one, such as 1 for yes and 0 for no",
  });
  await assert.rejects(learn([true, true, false, true]), /y is true in row 1, not a number; make it one/);
  await assert.rejects(learn(undefined), /TypeError: y is missing: a model learns from x and y/);
  assert.throws(
    () => toMatrix(table({ age: [15], passed: ["no"] }), "passed"),
    /column 'passed', row 1: 'no' is not a number; what is predicted is a number, such as 1 for yes and 0 for no/,
  );
});

test("predictions that are judged must be there, and probabilities come one array a class", async () => {
  const coming = Promise.resolve(y);
  await assert.rejects(call(accuracy, y, coming), /what was predicted: this is still a promise/);
  await assert.rejects(call(classificationMetrics, y, coming), /the probabilities: this is still a promise/);
  await assert.rejects(
    call(classificationMetrics, y, forest.predict(x)),
    /probabilities are one array a class/,
  );
});

test("cross-validation and grid search need a function that makes models", async () => {
  for (const wrong of [newForest(), RandomForestClassifier]) {
    const message = /TypeError: each fold needs a new model: give a function, such as/;
    await assert.rejects(call(crossValidate, wrong, x, y), message);
    await assert.rejects(call(gridSearch, wrong, { trees: [1] }, x, y), message);
  }
  const nothing = () => undefined;
  await assert.rejects(call(crossValidate, nothing, x, y), /this is no model: it does not predict/);
});

test("a grid's setting must have a list of values", async () => {
  for (const [value, list] of [
    [5, /grid's trees must be a list of values: \[5\]/],
    ["sqrt", /grid's trees must be a list of values: \['sqrt'\]/],
  ] as const) {
    await assert.rejects(call(gridSearch, newForest, { trees: value }, x, y), list);
  }
});

test("a signal and a progress callback must be what they are called", async () => {
  const controller = new AbortController();
  for (const threads of [1, 2]) {
    const learn = (options: unknown) =>
      call((given) => new RandomForestClassifier({ trees: 2, threads }).fitAsync(x, y, given), options);
    await assert.rejects(
      learn({ signal: controller }),
      /TypeError: signal must be the signal of an AbortController/,
    );
    await assert.rejects(learn({ onProgress: true }), /TypeError: onProgress must be a function/);
  }
  await assert.rejects(call(predictAsync, forest, x, { signal: controller }), /signal must be the signal/);
});

test("only a class that the model knows can be looked at", async () => {
  const regressor = new RandomForestRegressor({ trees: 1 }).fit(x, y);
  for (const look of [
    () => partialDependence(regressor, x, "age", { ofClass: 1 }),
    () => shapSummary(regressor, x, { ofClass: 1 }),
  ]) {
    await assert.rejects(look, /the model predicts a number, not a class: leave ofClass out/);
  }
  await assert.rejects(
    call(shapSummary, forest, x, { ofClass: "1" }),
    /the model knows no class '1', only 0, 1/,
  );
});

test("a column without values has no partial dependence, unless values are given", async () => {
  const empty = matrixOf([[NaN], [NaN]]);
  const model = newForest().fit(empty, [0, 1]);
  await assert.rejects(
    partialDependence(model, empty, "c0"),
    /column 'c0' has no values to ask about; give them as grid/,
  );
  assert.equal((await partialDependence(model, empty, "c0", { grid: [1, 2] })).length, 2);
});
