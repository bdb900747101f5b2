/** Which of several tried settings is best, and whether that is more than luck. */
import { unknownName } from "../names.ts";
import { createTable, type Table } from "../table/table.ts";
import type { CrossValidation } from "./crossValidate.ts";
import { isBetterHigher, type Scores } from "./trainable.ts";

export interface Trial<Params> {
  readonly params: Params;
  /** Of the metric that was searched by, over the folds. */
  readonly mean: number;
  readonly standard_error: number;
  /** All metrics, of each fold and together. */
  readonly result: CrossValidation;
}

export interface GridSearch<Params> {
  readonly metric: string;
  /** All combinations, the best mean first; equal ones in the grid's order. */
  readonly trials: readonly Trial<Params>[];
  readonly best: Trial<Params>;
  /** The first combination in the grid's order that is within one standard error of the best: often the wiser one. */
  readonly simplest: Trial<Params>;
  /** What to make of it, in a sentence. */
  readonly verdict: string;
  /** A row a trial, as sorted: the settings, the metric's mean, its `standard_error`. */
  readonly table: Table;
}

/** @throws {RangeError} when it is none of the metrics that were measured; the message says which one is near, or lists them */
export function requireMetric(measured: Scores, metric: string): void {
  if (!Object.hasOwn(measured, metric)) throw unknownName("metric", metric, Object.keys(measured));
}

export function toTrial<Params>(params: Params, result: CrossValidation, metric: string): Trial<Params> {
  const { mean, standard_error } = result;
  return { params, mean: mean[metric] ?? NaN, standard_error: standard_error[metric] ?? NaN, result };
}

/**
 * @param trials in the grid's order
 * @throws {RangeError} when there are none
 */
export function conclude<Params extends object>(
  trials: readonly Trial<Params>[],
  metric: string,
): GridSearch<Params> {
  const ranked = [...trials].sort((one, other) => behind(one, other, metric));
  const [best] = ranked;
  if (best === undefined) throw new RangeError("nothing was tried");
  const simplest = trials.find((trial) => behind(trial, best, metric) <= best.standard_error) ?? best;
  const verdict = verdictOf(trials, best, simplest, metric);
  return { metric, trials: ranked, best, simplest, verdict, table: trialsTable(ranked, metric) };
}

/** How far behind the best mean a trial is, in the metric's unit; 0 for the best. */
function behind(trial: { readonly mean: number }, best: { readonly mean: number }, metric: string): number {
  return isBetterHigher(metric) ? best.mean - trial.mean : trial.mean - best.mean;
}

/** @param trials in the grid's order */
function verdictOf(
  trials: readonly Trial<object>[],
  best: Trial<object>,
  simplest: Trial<object>,
  metric: string,
): string {
  if (trials.length === 1) {
    return `the only combination in the grid reaches ${metric} ${figure(best)}: there is nothing to compare it with`;
  }
  const winner = `${described(best.params)} came out best, with ${metric} ${figure(best)}`;
  if (best === trials[0]) {
    return `${winner}, and stands first in the grid: nothing after it does better, and nothing before it was tried`;
  }
  if (best === simplest) return `${winner}; nothing before it in the grid comes within one standard error`;
  return (
    `${winner}, but not clearly: ${described(simplest.params)}, which stands before it in the grid, ` +
    `reaches ${rounded(simplest.mean, 4)}, within one standard error`
  );
}

function figure({ mean, standard_error }: Trial<object>): string {
  return `${rounded(mean, 4)} ± ${rounded(standard_error, 2)}`;
}

/** By significant digits, written without an exponent where people would. */
function rounded(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits)));
}

function described(params: object): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${cell(value)}`)
    .join(", ");
}

function cell(value: unknown): unknown {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

/** A row a trial, in order: each setting, the metric's mean, its standard error. */
function trialsTable(trials: readonly Trial<object>[], metric: string): Table {
  const names = Object.keys(trials[0]?.params ?? {});
  const rows = trials.map(({ params }) => new Map<string, unknown>(Object.entries(params)));
  return createTable([
    ...names.map((name) => [name, rows.map((row) => cell(row.get(name)))] as const),
    [metric, trials.map(({ mean }) => mean)],
    ["standard_error", trials.map(({ standard_error }) => standard_error)],
  ]);
}
