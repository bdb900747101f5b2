/** Predicts for many rows while others have their turn. */
import { requireKnown } from "./checks.ts";
import { type Classifier, isClassifier, requireModel } from "./classifier.ts";
import { type Matrix, requireMatrix } from "./matrix.ts";
import { oneByOne, type ProgressOptions, progressOptions } from "./progress.ts";
import type { Regressor } from "./regressor.ts";

/** A large forest takes some tens of milliseconds for so many rows. */
const rowsAtATime = 4096;

/**
 * What `model.predict(x)` gives, of any model, for so many rows that it takes long: it tells how many pieces
 * of a few thousand rows are done, and can be stopped.
 * @throws {Error} what the model throws; the signal's reason when it is aborted
 * @example
 * const onProgress = (done: number, total: number) => console.log(`${done} of ${total}`);
 * const predicted = await predictAsync(forest, x, { onProgress });
 */
export async function predictAsync(
  model: Regressor | Classifier,
  x: Matrix,
  options: ProgressOptions = {},
): Promise<Float64Array> {
  requireKnown("predictAsync", options, progressOptions);
  requireModel(model);
  requireMatrix(x);
  const predicted = new Float64Array(x.rows);
  await pieceByPiece(x, (piece, start) => predicted.set(model.predict(piece), start), options);
  return predicted;
}

/**
 * What `model.predictProba(x)` gives, of any classifier: one array a class, in the order of `model.classes`, of one
 * probability a row. For so many rows that it takes long, as `predictAsync`.
 * @throws {TypeError} when the model knows no classes; {Error} what the model throws; the signal's reason when it is
 * aborted
 * @example
 * const probabilities = await predictProbaAsync(forest, x, { signal });
 * console.log(classificationMetrics(y, probabilities, forest.classes));
 */
export async function predictProbaAsync(
  model: Classifier,
  x: Matrix,
  options: ProgressOptions = {},
): Promise<Float64Array[]> {
  requireKnown("predictProbaAsync", options, progressOptions);
  if (!isClassifier(model))
    throw new TypeError("the model predicts numbers: there are no probabilities of classes");
  requireMatrix(x);
  const probabilities = model.classes.map(() => new Float64Array(x.rows));
  const take = (piece: Matrix, start: number) => {
    for (const [index, column] of model.predictProba(piece).entries())
      probabilities[index]?.set(column, start);
  };
  await pieceByPiece(x, take, options);
  return probabilities;
}

/** Hands out a few thousand rows at a time, with the number of their first. */
async function pieceByPiece(
  x: Matrix,
  take: (piece: Matrix, start: number) => void,
  options: ProgressOptions,
): Promise<void> {
  const starts = Array.from({ length: Math.ceil(x.rows / rowsAtATime) }, (_, piece) => piece * rowsAtATime);
  await oneByOne(starts, (start) => take(rowsFrom(x, start), start), options);
}

/** As many rows as are predicted at a time, seen where they are. */
function rowsFrom({ columns, rows, values }: Matrix, start: number): Matrix {
  const end = Math.min(start + rowsAtATime, rows);
  const width = columns.length;
  return { columns, rows: end - start, values: values.subarray(start * width, end * width) };
}
