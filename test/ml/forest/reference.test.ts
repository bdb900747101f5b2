/**
 * The forest against scikit-learn 1.2.1 on the same recipe and data. Seeds differ between implementations, so the
 * means of 20 seeds are compared: they must lie within two standard errors of each other.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { not } from "arquero";
import { DummyRegressor } from "#ml/dummyRegressor.ts";
import type { ForestOptions } from "#ml/forest/options.ts";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { toMatrix } from "#ml/matrix.ts";
import { regressionMetrics } from "#ml/metrics.ts";
import { oneHot } from "#ml/table/oneHot.ts";
import { readTable } from "#ml/table/readTable.ts";
import { trainTestSplit } from "#ml/table/trainTestSplit.ts";
import { studentGradesPath, withoutStudentGrades } from "#support/studentGrades.ts";

const seeds = Array.from({ length: 20 }, (_, seed) => seed);

interface Grades {
  readonly G1: number;
  readonly G2: number;
  readonly G3: number;
}

function prepared() {
  const students = readTable(studentGradesPath)
    .derive({ average_grade: (student: Grades) => (student.G1 + student.G2 + student.G3) / 3 })
    .select(not("G1", "G2", "G3"));
  return oneHot(students);
}

function split(table: ReturnType<typeof prepared>, seed: number) {
  const parts = trainTestSplit(table, { seed, test: 0.2, validation: 0.2 });
  return { train: toMatrix(parts.train, "average_grade"), test: toMatrix(parts.test, "average_grade") };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function forestMean(options: ForestOptions) {
  const table = prepared();
  const metrics = seeds.map((seed) => {
    const { train, test } = split(table, seed);
    const forest = new RandomForestRegressor({ trees: 100, seed, ...options }).fit(train.x, train.y);
    return regressionMetrics(test.y, forest.predict(test.x));
  });
  return {
    mae: meanOf(metrics.map(({ mae }) => mae)),
    rmse: meanOf(metrics.map(({ rmse }) => rmse)),
    r2: meanOf(metrics.map(({ r2 }) => r2)),
  };
}

const references = [
  { maxFeatures: "all", mae: 1.817, sd: 0.12, rmse: 2.406, r2: 0.262 },
  { maxFeatures: "sqrt", mae: 1.767, sd: 0.107, rmse: 2.356, r2: 0.294 },
  { maxFeatures: 1 / 3, mae: 1.775, sd: 0.108, rmse: 2.36, r2: 0.291 },
] as const;

for (const { maxFeatures, mae, sd, rmse, r2 } of references) {
  const name = typeof maxFeatures === "number" ? "a third" : maxFeatures;
  test(`with ${name} of the features it is as good as scikit-learn`, {
    skip: withoutStudentGrades,
  }, (context) => {
    const ours = forestMean({ maxFeatures });
    context.diagnostic(`MAE ${ours.mae.toFixed(3)}, RMSE ${ours.rmse.toFixed(3)}, R² ${ours.r2.toFixed(3)}`);
    const tolerance = 2 * (sd / Math.sqrt(20));
    assert.ok(Math.abs(ours.mae - mae) < tolerance, `MAE is ${ours.mae}, scikit-learn's ${mae}`);
    assert.ok(Math.abs(ours.rmse - rmse) < 2 * tolerance, `RMSE is ${ours.rmse}, scikit-learn's ${rmse}`);
    assert.ok(Math.abs(ours.r2 - r2) < tolerance, `R² is ${ours.r2}, scikit-learn's ${r2}`);
  });
}

test("the mean of the training grades is as far off as scikit-learn's", {
  skip: withoutStudentGrades,
}, () => {
  const table = prepared();
  const errors = seeds.map((seed) => {
    const { train, test } = split(table, seed);
    const baseline = new DummyRegressor().fit(train.x, train.y).predict(test.x);
    return regressionMetrics(test.y, baseline).mae;
  });
  assert.ok(Math.abs(meanOf(errors) - 2.217) < 0.1, `MAE is ${meanOf(errors)}`);
});

test("the recipe gives 415 rows of 56 columns to train on", { skip: withoutStudentGrades }, () => {
  const { train, test } = split(prepared(), 1);
  assert.deepEqual([train.x.rows, train.x.columns.length, test.x.rows], [415, 56, 130]);
});
