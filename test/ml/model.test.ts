import assert from "node:assert/strict";
import { test } from "node:test";
import { isClassifier } from "#ml/classifier.ts";
import { RandomForestClassifier } from "#ml/forest/randomForestClassifier.ts";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { readModel, writeModel } from "#ml/model.ts";
import { Ridge } from "#ml/ridge.ts";
import { matrixOf } from "#support/matrices.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

const x = matrixOf([[1], [2], [3], [4]]);
const y = [0, 0, 1, 1];

test("a model is read as what it was, regressor or classifier", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/models/model.json`;
  for (const model of [
    new RandomForestRegressor({ trees: 3 }).fit(x, y),
    new RandomForestClassifier({ trees: 3 }).fit(x, y),
    new Ridge().fit(x, y),
  ]) {
    writeModel(path, model);
    const read = readModel(path);
    assert.equal(read.constructor, model.constructor);
    assert.deepEqual(read.predict(x), model.predict(x));
    assert.equal(isClassifier(read), model instanceof RandomForestClassifier);
  }
});

test("what is no model is refused, naming the file", () => {
  using folder = temporaryFolder();
  for (const [text, complaint] of [
    ["[1]", /model\.json: this is no saved model$/],
    ['{"mae":1}', /model\.json: this is no saved model$/],
    ["age,grade", /model\.json: this is no saved model, as it is not JSON/],
    ['{"name":"Ridge"}', /model\.json: the saved Ridge is incomplete/],
  ] as const) {
    folder.write("model.json", text);
    assert.throws(() => readModel(`${folder.path}/model.json`), { name: "Error", message: complaint });
  }
  assert.throws(
    () => readModel(`${folder.path}/none.json`),
    /none\.json: there is no such file; beside it: model\.json/,
  );
});

test("a model that still learns is not saved", async () => {
  using folder = temporaryFolder();
  const learning = new RandomForestRegressor({ trees: 3 }).fitAsync(x, y);
  assert.throws(() => Reflect.apply(writeModel, null, [`${folder.path}/model.json`, learning]), {
    name: "TypeError",
    message: /model\.json: this is still a promise; put 'await'/,
  });
  await learning;
});
