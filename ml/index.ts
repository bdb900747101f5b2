/** The toolkit: what stage code gets from `import { ... } from "baton"`. Nothing else of ours is known here. */
export { desc, escape, not, op } from "arquero";
export { DummyRegressor } from "./dummyRegressor.ts";
export type { ForestOptions } from "./forest/options.ts";
export { RandomForestRegressor } from "./forest/randomForestRegressor.ts";
export { type Matrix, toMatrix } from "./matrix.ts";
export { meanAbsoluteError, r2Score, regressionMetrics, rootMeanSquaredError } from "./metrics.ts";
export { readModel, writeModel } from "./model.ts";
export { type Params, readParams } from "./params.ts";
export {
  type FeatureImportance,
  type ImportanceOptions,
  permutationImportance,
} from "./permutationImportance.ts";
export { type Random, seededRandom } from "./random.ts";
export type { Regressor } from "./regressor.ts";
export { dataSource } from "./table/dataSource.ts";
export { oneHot } from "./table/oneHot.ts";
export { readTable } from "./table/readTable.ts";
export { type Table, table } from "./table/table.ts";
export { type Split, type SplitOptions, trainTestSplit } from "./table/trainTestSplit.ts";
export { writePlot, writeTable } from "./table/writeTable.ts";
export { type Metrics, writeMetrics } from "./writeMetrics.ts";
