/** A fitted `Ridge` to and from JSON. */
import { shown } from "./checks.ts";

/** What was learned: `intercept + Σ coefficient * (value - mean) / deviation`. */
export interface Line {
  readonly features: readonly string[];
  /** What is predicted for a row of means: the mean of the targets. */
  readonly intercept: number;
  /** One a feature, from the training rows; a deviation of 0 marks a constant column. */
  readonly scales: readonly { readonly mean: number; readonly deviation: number }[];
  readonly coefficients: readonly number[];
}

export interface RidgeJson extends Line {
  readonly name: "Ridge";
  readonly alpha: number;
}

/** @throws {Error} when it is not the JSON of a `Ridge` */
export function ridgeFromJson(json: unknown): { readonly alpha: number; readonly line: Line } {
  const { name, alpha, features, intercept, scales, coefficients } = fields(json);
  if (name !== "Ridge") throw new Error(`this is no saved Ridge: its name is ${shown(name)}`);
  const line: Line = {
    features: list(features).map(String),
    intercept: finite(intercept),
    scales: list(scales).map((scale) => {
      const { mean, deviation } = fields(scale);
      return { mean: finite(mean), deviation: finite(deviation) };
    }),
    coefficients: list(coefficients).map(finite),
  };
  const lengths = new Set([line.features.length, line.scales.length, line.coefficients.length]);
  if (lengths.size > 1) throw new Error("the saved Ridge has not one coefficient and one scale a feature");
  return { alpha: finite(alpha), line };
}

interface UnknownFields {
  readonly name?: unknown;
  readonly alpha?: unknown;
  readonly features?: unknown;
  readonly intercept?: unknown;
  readonly scales?: unknown;
  readonly coefficients?: unknown;
  readonly mean?: unknown;
  readonly deviation?: unknown;
}

function fields(json: unknown): UnknownFields {
  if (typeof json !== "object" || json === null) throw new Error("the saved Ridge is incomplete");
  return json;
}

function list(json: unknown): unknown[] {
  if (!Array.isArray(json)) throw new Error("the saved Ridge is incomplete");
  return json;
}

function finite(json: unknown): number {
  if (typeof json === "number" && Number.isFinite(json)) return json;
  throw new Error(`the saved Ridge holds ${shown(json)} where a number belongs`);
}
