/**
 * The toolkit: what stage code gets from `import { ... } from "baton"`. Nothing else of ours is known here. Sections
 * and their introductions are those of docs/toolkit.md, which `npm run docs` makes of this file and the docstrings.
 */

// # Read and prepare
//
// Tables are [Arquero](https://idl.uw.edu/arquero/api/table) tables, with all of its verbs: `derive`, `select`,
// `filter`, `groupby`, `rollup`, `orderby`, `join`, ... A function given to a verb is read by Arquero, not run as it
// stands: it sees the row, and nothing else of your script. Give it a value with `table.params({ limit: 3 })`, or run
// it as it stands with `escape`:
//
// ```ts
// students.params({ limit: 18 }).filter((student, $) => student.age < $.limit);
// students.derive({ grade: escape((student) => scale(student.G3)) });
// ```

export { desc, escape, not, op } from "arquero";
export { type Matrix, type MatrixOptions, toMatrix } from "./matrix.ts";
export { type Params, readParams } from "./params.ts";
export { type Random, seededRandom } from "./random.ts";
export { dataSource } from "./table/dataSource.ts";
export { oneHot } from "./table/oneHot.ts";
export { readTable } from "./table/readTable.ts";
export { type Table, table } from "./table/table.ts";
export { type Split, type SplitOptions, trainTestSplit } from "./table/trainTestSplit.ts";

// # Train
//
// A saved forest is a model of [ml-random-forest](https://github.com/mljs/random-forest): its `load` accepts it and
// predicts the same. A model file holds no code, only numbers.

export { type Classifier, isClassifier } from "./classifier.ts";
export { DummyRegressor } from "./dummyRegressor.ts";
export type { FitOptions } from "./forest/growForest.ts";
export type { ImpurityImportance } from "./forest/importances.ts";
export type { ForestOptions } from "./forest/options.ts";
export { RandomForestClassifier } from "./forest/randomForestClassifier.ts";
export { RandomForestRegressor } from "./forest/randomForestRegressor.ts";
export { readModel } from "./model.ts";
export { predictAsync, predictProbaAsync } from "./predictAsync.ts";
export type { Regressor } from "./regressor.ts";
export { Ridge, type RidgeOptions } from "./ridge.ts";

// # Judge
//
// Errors are in the target's unit. Classes are numbers, such as 0 for no and 1 for yes; their probabilities come as
// `predictProba` gives them, one array a class.

export {
  accuracy,
  balancedAccuracy,
  type ConfusionMatrix,
  confusionMatrix,
  f1Score,
} from "./classificationMetrics.ts";
export { meanAbsoluteError, r2Score, regressionMetrics, rootMeanSquaredError } from "./metrics.ts";
export { classificationMetrics, logLoss } from "./probabilityMetrics.ts";
export type { ProgressOptions } from "./progress.ts";
export { rocAucScore } from "./rocAuc.ts";
export {
  type CrossValidation,
  type CrossValidationOptions,
  crossValidate,
  type FoldResult,
} from "./selection/crossValidate.ts";
export { type Fold, type FoldOptions, kFold } from "./selection/folds.ts";
export { type GridSearchOptions, gridSearch, type ParamGrid, type ParamsOf } from "./selection/gridSearch.ts";
export type { Scores, Trainable } from "./selection/trainable.ts";
export type { GridSearch, Trial } from "./selection/trials.ts";

// # Look inside
//
// What a model's predictions rest on. All of it tells about the model, nothing of it about causes.

export type { ClassOptions } from "./inspect/outputs.ts";
export {
  type DependencePoint,
  type PartialDependenceOptions,
  partialDependence,
} from "./inspect/partialDependence.ts";
export {
  type FeatureImportance,
  type ImportanceOptions,
  permutationImportance,
} from "./inspect/permutationImportance.ts";
export {
  type Explanation,
  type ShapImportance,
  type ShapOptions,
  type ShapValue,
  shapSummary,
  shapValues,
} from "./inspect/shap.ts";

// # Write
//
// Paths are from the stage's working folder, and the folder of a file is made.

export { writeModel } from "./model.ts";
export { writePlot, writeTable } from "./table/writeTable.ts";
export { type Metrics, writeMetrics } from "./writeMetrics.ts";
