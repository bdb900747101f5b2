/** Saves a trained model to a file, and reads it back without knowing which kind of model it is. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { requireAwaited } from "./checks.ts";
import type { Classifier } from "./classifier.ts";
import { RandomForestClassifier } from "./forest/randomForestClassifier.ts";
import { RandomForestRegressor } from "./forest/randomForestRegressor.ts";
import { readBytes } from "./readBytes.ts";
import type { Regressor } from "./regressor.ts";
import { Ridge } from "./ridge.ts";
import { nameOf } from "./savedJson.ts";

/**
 * Writes a trained model as JSON. Makes the folder.
 * @param path from the working folder
 * @throws {TypeError} for a promise, such as `fitAsync` gives before it is awaited; {Error} what a model that is not
 * trained throws
 */
export function writeModel(path: string, model: { toJSON(): object }): void {
  requireAwaited(path, model);
  const text = JSON.stringify(model);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/**
 * Reads a model that `writeModel` wrote, ready to predict. `isClassifier` tells which kind it is.
 * @throws {Error} naming the file, when it is not there or holds no saved model
 */
export function readModel(path: string): Regressor | Classifier {
  const bytes = readBytes(path);
  try {
    return modelFromJson(parsed(bytes.toString("utf8")));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error("this is no saved model, as it is not JSON", { cause: error });
  }
}

function modelFromJson(json: unknown): Regressor | Classifier {
  switch (nameOf(json)) {
    case "Ridge":
      return Ridge.load(json);
    case "RFClassifier":
      return RandomForestClassifier.load(json);
    case "RFRegression":
      return RandomForestRegressor.load(json);
    default:
      throw new Error("this is no saved model");
  }
}
