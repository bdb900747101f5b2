/** What a leaf predicts: the mean of its rows' targets, or the share of each class. */
import { shareList } from "../classShares.ts";
import type { Target } from "./target.ts";

export interface LeafValues {
  /** That of a leaf with these rows. */
  value(weights: Float64Array, rows: Int32Array, start: number, end: number): number;
  /** The shares that were made since they were taken last; null when numbers are learned. */
  takeShares(): Float64Array | null;
}

export function leafValues({ y, classes }: Target): LeafValues {
  if (classes !== null) return classLeaves(y, classes.length);
  return {
    value: (weights, rows, start, end) => meanTarget(y, weights, rows, start, end),
    takeShares: () => null,
  };
}

function classLeaves(y: Float64Array, classes: number): LeafValues {
  let list = shareList(classes);
  const sums = new Float64Array(classes);
  return {
    value(weights, rows, start, end) {
      sums.fill(0);
      let weight = 0;
      for (let position = start; position < end; position++) {
        const row = rows[position] ?? 0;
        const own = y[row] ?? 0;
        sums[own] = (sums[own] ?? 0) + (weights[row] ?? 0);
        weight += weights[row] ?? 0;
      }
      return list.add(sums.map((sum) => sum / weight));
    },
    takeShares() {
      const { shares } = list;
      list = shareList(classes);
      return Float64Array.from(shares);
    },
  };
}

/** Whether all of the rows have the same target. */
export function isPure(y: Float64Array, rows: Int32Array, start: number, end: number): boolean {
  const first = y[rows[start] ?? 0];
  for (let position = start + 1; position < end; position++) {
    if (y[rows[position] ?? 0] !== first) return false;
  }
  return true;
}

/** The weighted mean of the rows' targets; equal ones as they are, as their mean may differ in the last digit. */
function meanTarget(
  y: Float64Array,
  weights: Float64Array,
  rows: Int32Array,
  start: number,
  end: number,
): number {
  return isPure(y, rows, start, end)
    ? (y[rows[start] ?? 0] ?? 0)
    : weightedMean(y, weights, rows.subarray(start, end));
}

function weightedMean(y: Float64Array, weights: Float64Array, rows: Int32Array): number {
  let sum = 0;
  let weight = 0;
  for (const row of rows) {
    sum += (weights[row] ?? 0) * (y[row] ?? 0);
    weight += weights[row] ?? 0;
  }
  return Number.isFinite(sum) ? sum / weight : meanOfHuge(y, weights, rows, weight);
}

/** Of targets whose sum is beyond all numbers. */
function meanOfHuge(y: Float64Array, weights: Float64Array, rows: Int32Array, weight: number): number {
  let mean = 0;
  for (const row of rows) mean += ((weights[row] ?? 0) / weight) * (y[row] ?? 0);
  return mean;
}
