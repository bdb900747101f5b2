/** Writes what was measured to a JSON file that Baton reads and DVC understands. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { requireAwaited } from "./checks.ts";

/** Numbers and words by name; a group of them under `baseline` is what a model without knowledge reaches. */
export interface Metrics {
  [name: string]: number | string | boolean | null | Metrics;
}

/**
 * Writes the metrics as JSON, numbers in full precision. Makes the folder.
 * @param path from the working folder
 * @throws {RangeError} when a number is not finite: JSON would quietly turn it into null
 */
export function writeMetrics(path: string, metrics: Metrics): void {
  const text = JSON.stringify(metrics, requireFinite, 2);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${text}\n`);
}

function requireFinite(name: string, value: unknown): unknown {
  requireAwaited(name === "" ? "the metrics" : `the metric '${name}'`, value);
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError(`the metric '${name}' is ${value}`);
  }
  return value;
}
