/** ml-random-forest as the tests need it: its own types do not compile. */
import { createRequire } from "node:module";
import * as z from "zod";

interface Model {
  train(x: number[][], y: number[]): void;
  predict(x: number[][]): number[];
  toJSON(): unknown;
}

const modelSchema = z.custom<{ new (options: object): Model; load(json: unknown): Model }>(
  (value) => typeof value === "function",
);

const librarySchema = z.object({
  RandomForestRegression: modelSchema,
  RandomForestClassifier: modelSchema,
});

export const { RandomForestRegression, RandomForestClassifier } = librarySchema.parse(
  createRequire(import.meta.url)("ml-random-forest"),
);
