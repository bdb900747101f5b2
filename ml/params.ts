/**
 * Reads the parameters of an experiment from params.yaml. It does not know what they mean: whoever takes them
 * (`trainTestSplit`, `RandomForestRegressor`, ...) checks them.
 */
import { existsSync, readFileSync } from "node:fs";
import { parseDocument } from "yaml";

const file = "params.yaml";

/** A group of parameters by name, as YAML gives them. */
export type Params = Record<string, unknown>;

/**
 * The parameters in params.yaml of the working folder: all of them, or one group.
 *
 * The result takes the type that its place asks for, as in `new RandomForestRegressor(readParams("forest"))`, or
 * the one it is told: `const { alpha } = readParams<{ alpha: number }>("ridge")`. Values are checked where they
 * are used, not here.
 *
 * @throws {Error} when the file or the group is not there, or the file is not YAML; and, on reading it, for a
 * name that the group does not have. The message lists the names there are.
 */
export function readParams<Group extends object = Params>(group?: string): Group;
export function readParams(group?: string): object {
  const all = parseParams();
  if (group === undefined) return strict(all, file);
  const found = Object.hasOwn(all, group) ? all[group] : undefined;
  if (isGroup(found)) return strict(found, `${file}: '${group}'`);
  if (found === undefined) throw new Error(`${file} has no group '${group}'; it has: ${names(all)}`);
  throw new Error(`${file}: '${group}' is a single value; read it with readParams().${group}`);
}

function parseParams(): Params {
  if (!existsSync(file)) throw new Error(`there is no ${file} in ${process.cwd()}`);
  const document = parseDocument(readFileSync(file, "utf8"));
  const [error] = document.errors;
  if (error) throw new Error(`${file}:${error.linePos?.[0].line ?? 1}: ${error.message.split("\n", 1)[0]}`);
  const content: unknown = document.toJS() ?? {};
  if (!isGroup(content)) throw new Error(`${file} must hold names and values, such as 'seed: 1'`);
  return content;
}

function isGroup(value: unknown): value is Params {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The group, complaining about a name that it does not have instead of handing out `undefined`. */
function strict(group: Params, place: string): Params {
  return new Proxy(group, {
    get(target, name, receiver) {
      // `toJSON` and `then` are asked of every object by JSON.stringify and await.
      if (typeof name === "symbol" || name in target || name === "toJSON" || name === "then") {
        return Reflect.get(target, name, receiver);
      }
      throw new Error(`${place} has no '${name}'; it has: ${names(target)}`);
    },
  });
}

function names(group: Params): string {
  return Object.keys(group).join(", ") || "nothing";
}
