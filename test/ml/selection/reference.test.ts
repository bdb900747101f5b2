/** Cross-validation against scikit-learn 1.2.1 on the real student grades. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { toMatrix } from "#ml/matrix.ts";
import { Ridge } from "#ml/ridge.ts";
import { crossValidate } from "#ml/selection/crossValidate.ts";
import { gridSearch } from "#ml/selection/gridSearch.ts";
import { withoutStudentGrades } from "#support/studentGrades.ts";
import { encodedStudents, studentTarget } from "#support/studentMatrix.ts";

const skip = withoutStudentGrades;

test("ridge regression is judged as scikit-learn judges it on the same folds", { skip }, async () => {
  const { x, y } = toMatrix(encodedStudents(), studentTarget);
  const options = { folds: 10, repeats: 2, seed: 3 };
  const { mean, standard_error } = await crossValidate(() => new Ridge({ alpha: 10 }), x, y, options);
  // cross_val_score(make_pipeline(StandardScaler(), Ridge(alpha=10)), cv=these folds); the deviation by √10.
  assert.ok(Math.abs((mean["mae"] ?? 0) - 1.8151892533909877) < 1e-9);
  assert.ok(Math.abs((standard_error["mae"] ?? 0) - 0.04687885769396055) < 1e-9);
});

test("the forest is as good as scikit-learn's over ten folds", { skip }, async (context) => {
  const { x, y } = toMatrix(encodedStudents(), studentTarget);
  const makeModel = () => new RandomForestRegressor({ maxFeatures: "sqrt" });
  const { mean, standard_error } = await crossValidate(makeModel, x, y, { folds: 10 });
  const mae = mean["mae"] ?? 0;
  context.diagnostic(`MAE ${mae.toFixed(3)} ± ${standard_error["mae"]?.toFixed(3)}; scikit-learn's is 1.744`);
  // RepeatedKFold(n_splits=10, n_repeats=5): 1.744; the repeats differ by 0.009, the forests by less.
  assert.ok(Math.abs(mae - 1.744) < 0.03, `MAE is ${mae}`);
});

test("a search finds a penalty that is better than hardly any", { skip }, async (context) => {
  const { x, y } = toMatrix(encodedStudents(), studentTarget);
  const grid = { alpha: [1000, 100, 10, 1e-9] };
  const { best, simplest, trials, verdict } = await gridSearch((params) => new Ridge(params), grid, x, y);
  context.diagnostic(verdict);
  assert.deepEqual(best.params, { alpha: 100 });
  assert.ok(trials.findIndex(({ params }) => params.alpha === 1e-9) >= 2);
  assert.ok(simplest.params.alpha >= 100);
});
