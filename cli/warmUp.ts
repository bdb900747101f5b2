/**
 * Exercises the toolkit on a small sample before there is a job: a function's first calls are its slowest, as the
 * runtime has yet to compile it. Writes nothing; what it computes is thrown away.
 */
import type * as Toolkit from "#ml/index.ts";

export interface WarmUpFiles {
  /** A small table like the workshop's. */
  readonly sample: string;
  /** A folder with the workshop's `params.yaml`. */
  readonly workshop: string;
}

const target = "G3";

/** Between any two steps a job may come first. */
export async function* warmUp(
  toolkit: typeof Toolkit,
  { sample, workshop }: WarmUpFiles,
): AsyncGenerator<void, void> {
  const folder = process.cwd();
  process.chdir(workshop);
  const split = toolkit.readParams<Toolkit.SplitOptions>("split");
  process.chdir(folder);
  yield;
  const encoded = toolkit.oneHot(toolkit.readTable(sample));
  yield;
  const { train, validation } = toolkit.trainTestSplit(encoded, split);
  const { x, y } = toolkit.toMatrix(train, target);
  const judged = toolkit.toMatrix(validation, target);
  yield;
  const grown = new toolkit.RandomForestRegressor({ trees: 10 }).fit(x, y);
  yield;
  const forest = toolkit.RandomForestRegressor.load(JSON.parse(JSON.stringify(grown)));
  yield;
  toolkit.regressionMetrics(judged.y, forest.predict(judged.x));
  await toolkit.permutationImportance(forest, judged.x, judged.y, { repeats: 2 });
}
