/** Saves a trained model to a file, and reads it back without knowing which kind of model it is. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { RandomForestRegressor } from "./forest/randomForestRegressor.ts";
import type { Regressor } from "./regressor.ts";

/**
 * Writes a trained model as JSON. Makes the folder.
 * @param path from the working folder
 */
export function writeModel(path: string, model: { toJSON(): object }): void {
  const text = JSON.stringify(model);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/**
 * Reads a model that `writeModel` wrote, ready to predict.
 * @throws {Error} naming the file, when it is not there or holds no saved model
 */
export function readModel(path: string): Regressor {
  try {
    return RandomForestRegressor.load(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
