/** Parts a table at random into rows to learn from and rows to judge by. */
import { requireKnown, requireShare } from "../checks.ts";
import { seededRandom, shuffledIndices } from "../random.ts";
import type { Table } from "./table.ts";

export interface SplitOptions {
  /** Decides which row goes where; the same seed parts the same table the same way. */
  seed: number;
  /** Share of all rows to keep for the final test, rounded up to whole rows. */
  test: number;
  /** Share of the remaining rows to compare models with while working, rounded up; 0 when absent. */
  validation?: number;
}

export interface Split {
  /** To learn from. */
  readonly train: Table;
  /** To compare models with; no rows without a share of them. */
  readonly validation: Table;
  /** To judge the one that was chosen, at the end. */
  readonly test: Table;
}

/**
 * A random split into disjoint parts that together are the whole table, rows in their original order.
 * With `test: 0.2, validation: 0.2` it is 64 % train, 16 % validation, 20 % test.
 * @throws {RangeError} when a share is not from 0 to below 1, or no row is left to train on
 */
export function trainTestSplit(table: Table, options: SplitOptions): Split {
  requireKnown("trainTestSplit", options, ["seed", "test", "validation"]);
  const { seed, test, validation = 0 } = { ...options };
  requireShare("test", test);
  requireShare("validation", validation);
  const rows = table.numRows();
  const testRows = rowsOf(test, rows);
  const validationRows = rowsOf(validation, rows - testRows);
  if (testRows + validationRows >= rows) {
    throw new RangeError(`splitting ${rows} rows leaves none to train on`);
  }
  const order = shuffledIndices(rows, seededRandom(seed));
  const whole = table.ungroup().reify();
  const part = (start: number, end?: number) => whole.reify([...order.slice(start, end).sort()]);
  return {
    test: part(0, testRows),
    validation: part(testRows, testRows + validationRows),
    train: part(testRows + validationRows),
  };
}

/** Rounded up, as scikit-learn does; the tolerance keeps 0.1 of 30 rows from becoming 4. */
function rowsOf(share: number, rows: number): number {
  return Math.ceil(share * rows - 1e-9);
}
