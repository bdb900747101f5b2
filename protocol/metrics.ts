/**
 * What a metric means: its label, which way is better, how it is written. A metrics file is any JSON; its numbers
 * are named by their dotted path. `baseline.NAME` beside NAME is what a model without knowledge reaches.
 */
import type { JsonValue } from "./json.ts";
import type { MetricsFile } from "./run.ts";

export interface Metric {
  /** Dotted path inside its file. */
  name: string;
  value: number;
  /** The value under `baseline.` of the same name, where the file has one. */
  baseline: number | null;
}

export type Direction = "lower" | "higher" | "neither";

interface Convention {
  label: string;
  better: Direction;
}

/** Names that the field agrees on; everything else is shown under its own name, without a judgement. */
const conventions = new Map<string, Convention>([
  ["mae", { label: "MAE", better: "lower" }],
  ["mse", { label: "MSE", better: "lower" }],
  ["rmse", { label: "RMSE", better: "lower" }],
  ["mape", { label: "MAPE", better: "lower" }],
  ["loss", { label: "Loss", better: "lower" }],
  ["log_loss", { label: "Log loss", better: "lower" }],
  ["r2", { label: "R²", better: "higher" }],
  ["accuracy", { label: "Accuracy", better: "higher" }],
  ["balanced_accuracy", { label: "Balanced accuracy", better: "higher" }],
  ["precision", { label: "Precision", better: "higher" }],
  ["recall", { label: "Recall", better: "higher" }],
  ["f1", { label: "F1", better: "higher" }],
  ["roc_auc", { label: "ROC AUC", better: "higher" }],
  ["auc", { label: "AUC", better: "higher" }],
]);

function convention(name: string): Convention {
  const last = name.slice(name.lastIndexOf(".") + 1);
  return conventions.get(last.toLowerCase()) ?? { label: name, better: "neither" };
}

export function metricLabel(name: string): string {
  return convention(name).label;
}

export function metricDirection(name: string): Direction {
  return convention(name).better;
}

/** Every finite number of the file by its dotted path, in the file's order. */
function flatten(value: JsonValue, path: string): [string, number][] {
  if (typeof value === "number") return Number.isFinite(value) ? [[path, value]] : [];
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(inner, path === "" ? key : `${path}.${key}`),
  );
}

/** The metrics of one file, each with its baseline, known names first in the file's order. */
export function metricsOf(file: MetricsFile): Metric[] {
  const numbers = new Map(flatten(file.content, ""));
  const metrics = [...numbers]
    .filter(([name]) => !name.startsWith("baseline."))
    .map(([name, value]) => ({ name, value, baseline: numbers.get(`baseline.${name}`) ?? null }));
  const judged = metrics.filter(({ name }) => metricDirection(name) !== "neither");
  return [...judged, ...metrics.filter((metric) => !judged.includes(metric))];
}

/** The text that a metrics file holds at its top level under `key`: `source`, `split`. */
export function metricsText(files: readonly MetricsFile[], key: "source" | "split"): string | null {
  for (const { content } of files) {
    if (content === null || typeof content !== "object" || Array.isArray(content)) continue;
    const value = Object.entries(content).find(([name]) => name === key)?.[1];
    if (typeof value === "string") return value;
  }
  return null;
}

/** Counts are written whole, sizes from 0.1 to 1,000 with two decimals, all else with three significant figures. */
function write(value: number, scale: number): string {
  const size = Math.abs(scale);
  if (Number.isInteger(value) && size >= 10 && size < 1e6) return value.toString();
  if (size === 0 || (size >= 0.0995 && size < 1000)) return value.toFixed(2);
  return value.toPrecision(3);
}

/** A figure as people read it, with a minus sign that is a minus; as precise as the figure `beside` it, if there is one. */
export function formatMetric(value: number, { beside = value }: { beside?: number } = {}): string {
  const text = write(value, beside);
  return (Number(text) === 0 ? text.replace("-", "") : text).replaceAll("-", "\u2212");
}

export type Change =
  | { type: "same" }
  | { type: "better" | "worse" | "changed"; arrow: "▲" | "▼"; size: string };

/** What happened to a metric between two values, between the figures that people see: 1.774 and 1.771 are the same. */
export function metricChange(name: string, before: number, after: number): Change {
  const scale = Math.max(Math.abs(before), Math.abs(after));
  const shown = (value: number) => Number(write(value, scale));
  const difference = Math.abs(shown(after) - shown(before));
  if (difference === 0) return { type: "same" };
  const size = write(difference, scale);
  const better = metricDirection(name);
  const went = after < before ? "lower" : "higher";
  const type = better === "neither" ? "changed" : better === went ? "better" : "worse";
  return { type, arrow: went === "lower" ? "▼" : "▲", size };
}
