/** How good are the predictions for students the model has never seen, and what do they rest on? */
import {
  DummyRegressor,
  dataSource,
  permutationImportance,
  readModel,
  readParams,
  readTable,
  regressionMetrics,
  toMatrix,
  writeMetrics,
  writePlot,
} from "baton";

const { on, repeats } = readParams<{ on: string; repeats: number }>("evaluate");

const train = toMatrix(readTable("data/prepared/train.csv"), "average_grade");
const { x, y } = toMatrix(readTable(`data/prepared/${on}.csv`), "average_grade");

const forest = readModel("models/forest.json");
const predicted = forest.predict(x);

// What a model without knowledge reaches, by always saying the mean: the number to beat.
const baseline = new DummyRegressor().fit(train.x, train.y).predict(x);

const metrics = regressionMetrics(y, predicted);

writeMetrics("metrics.json", {
  ...metrics,
  baseline: regressionMetrics(y, baseline),
  rows: x.rows,
  split: on,
  source: dataSource("data/raw/students.csv"),
});

writePlot("plots/predictions.csv", { actual: y, predicted });
writePlot("plots/importance.csv", await permutationImportance(forest, x, y, { repeats }));

console.log(`Off by ${metrics.mae.toFixed(2)} grade points on average, judged on ${x.rows} students (${on})`);
