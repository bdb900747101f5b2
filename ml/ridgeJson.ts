/** A fitted `Ridge` to and from JSON. */
import { savedJsonReader, savedModel } from "./savedJson.ts";

const { fields, list, finite } = savedJsonReader("the saved Ridge");

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
  const { alpha, features, intercept, scales, coefficients } = savedModel(json, "Ridge", "Ridge");
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
