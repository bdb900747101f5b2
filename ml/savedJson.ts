/** Reads the JSON of a saved model part by part, with complaints that say which model is not whole. */
import { shown } from "./checks.ts";

export interface SavedJsonReader {
  /** The fields of an object, whichever they are. @throws {Error} when it is no object */
  fields(json: unknown): { readonly [name: string]: unknown };
  /** @throws {Error} when it is no list */
  list(json: unknown): unknown[];
  /** @throws {Error} when it is no finite number */
  finite(json: unknown): number;
}

/**
 * The fields of a saved model.
 * @param kind of model, for the complaint
 * @throws {Error} when it is none of this name
 */
export function savedModel(json: unknown, kind: string, name: string): { readonly [name: string]: unknown } {
  if (typeof json === "string") {
    throw new Error(
      `this is text, no saved ${kind}: load takes what JSON.parse makes of it, readModel a path`,
    );
  }
  const own = nameOf(json);
  if (own === name && typeof json === "object") return { ...json };
  throw new Error(`this is no saved ${kind}${own === undefined ? "" : `: its name is ${shown(own)}`}`);
}

/** What a saved model says it is. */
export function nameOf(json: unknown): unknown {
  return typeof json === "object" && json !== null && "name" in json ? json.name : undefined;
}

/** @param what the model in a complaint, such as "the saved forest" */
export function savedJsonReader(what: string): SavedJsonReader {
  return {
    fields(json) {
      if (typeof json !== "object" || json === null) throw new Error(`${what} is incomplete`);
      return { ...json };
    },
    list(json) {
      if (!Array.isArray(json)) throw new Error(`${what} is incomplete`);
      return json;
    },
    finite(json) {
      if (typeof json === "number" && Number.isFinite(json)) return json;
      throw new Error(`${what} holds ${shown(json)} where a number belongs`);
    },
  };
}
