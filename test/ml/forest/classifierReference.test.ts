/**
 * The classifier against scikit-learn 1.2.1 on the same recipe and data: who passes Portuguese, with a final grade of
 * at least 10 (Cortez and Silva, 2008), told without any grades. Seeds differ between implementations, so the means
 * of 20 splits are compared: they must lie within two standard errors of each other.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { not } from "arquero";
import type { ForestOptions } from "#ml/forest/options.ts";
import { RandomForestClassifier } from "#ml/forest/randomForestClassifier.ts";
import { toMatrix } from "#ml/matrix.ts";
import { classificationMetrics } from "#ml/probabilityMetrics.ts";
import { crossValidate } from "#ml/selection/crossValidate.ts";
import { gridSearch } from "#ml/selection/gridSearch.ts";
import { oneHot } from "#ml/table/oneHot.ts";
import { readTable } from "#ml/table/readTable.ts";
import type { Table } from "#ml/table/table.ts";
import { trainTestSplit } from "#ml/table/trainTestSplit.ts";
import { studentGradesPath, withoutStudentGrades } from "#support/studentGrades.ts";

function prepared(): Table {
  const students = readTable(studentGradesPath)
    .derive({ passed: ({ G3 }: { readonly G3: number }) => (G3 >= 10 ? 1 : 0) })
    .select(not("G1", "G2", "G3"));
  return oneHot(students);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * RandomForestClassifier(100, max_features=..., oob_score=True) on these very splits, three forests each, as chance
 * parts rows more than forests: means over the splits and, after them, standard deviations of accuracy and ROC AUC on
 * the 130 test rows, and of the out-of-bag score of the 415 training rows.
 */
const references = [
  { maxFeatures: "all", accuracy: [0.8345, 0.0292], rocAuc: [0.8082, 0.038], oob: [0.8417, 0.0116] },
  { maxFeatures: "sqrt", accuracy: [0.835, 0.0292], rocAuc: [0.8138, 0.0432], oob: [0.8511, 0.0121] },
  { maxFeatures: 1 / 3, accuracy: [0.8364, 0.0335], rocAuc: [0.8141, 0.0431], oob: [0.8493, 0.014] },
] as const;

for (const { maxFeatures, accuracy, rocAuc, oob } of references) {
  const name = typeof maxFeatures === "number" ? "a third" : maxFeatures;
  test(`with ${name} of the features it tells who passes as well as scikit-learn`, {
    skip: withoutStudentGrades,
  }, (context) => {
    const table = prepared();
    const found = Array.from({ length: 20 }, (_, seed) => {
      const parts = trainTestSplit(table, { seed, test: 0.2, validation: 0.2 });
      const train = toMatrix(parts.train, "passed");
      const test = toMatrix(parts.test, "passed");
      const forest = new RandomForestClassifier({ seed, maxFeatures, oobScore: true }).fit(train.x, train.y);
      const metrics = classificationMetrics(test.y, forest.predictProba(test.x), forest.classes);
      return { ...metrics, oob: forest.oobScore };
    });
    for (const [what, values, [mean, deviation]] of [
      ["accuracy", found.map((one) => one.accuracy), accuracy],
      ["ROC AUC", found.map((one) => one.roc_auc), rocAuc],
      ["out-of-bag accuracy", found.map((one) => one.oob), oob],
    ] as const) {
      const ours = meanOf(values);
      context.diagnostic(`${what} ${ours.toFixed(4)}, scikit-learn's ${mean}`);
      assert.ok(Math.abs(ours - mean) < 2 * (deviation / Math.sqrt(20)), `${what} is ${ours}`);
    }
  });
}

test("cross-validation judges it by its probabilities", { skip: withoutStudentGrades }, async (context) => {
  const { x, y } = toMatrix(prepared(), "passed");
  const makeModel = () => new RandomForestClassifier({ maxFeatures: "sqrt" });
  const { mean } = await crossValidate(makeModel, x, y, { folds: 10 });
  context.diagnostic(`accuracy ${mean["accuracy"]?.toFixed(4)}, ROC AUC ${mean["roc_auc"]?.toFixed(4)}`);
  // StratifiedKFold(10, shuffle=True), ten times: 0.8468 and 0.8349; the repeats differ by 0.0039 and 0.0071.
  assert.ok(Math.abs((mean["accuracy"] ?? 0) - 0.8468) < 0.012);
  assert.ok(Math.abs((mean["roc_auc"] ?? 0) - 0.8349) < 0.021);
});

test("a search judges its settings by their probabilities", {
  skip: withoutStudentGrades,
}, async (context) => {
  const { x, y } = toMatrix(prepared(), "passed");
  const grid = { maxDepth: [1, 3, null], maxFeatures: ["sqrt", 1 / 3] } as const;
  const makeModel = (params: ForestOptions) => new RandomForestClassifier({ trees: 30, ...params });
  const { best, trials, verdict } = await gridSearch(makeModel, grid, x, y, { metric: "roc_auc" });
  context.diagnostic(verdict);
  assert.deepEqual(Object.keys(best.result.mean), ["accuracy", "balanced_accuracy", "roc_auc", "log_loss"]);
  assert.ok(best.mean > 0.8 && best.mean > (trials.at(-1)?.mean ?? 1));
});
