/** The values that stages' `params` name, found by dotted key. */
import { type Problem, problem } from "#protocol/problem.ts";
import type { RunRecord } from "#protocol/run.ts";
import { isList, isMap, jsonOf, type Key, keyText, memberOf, type Value } from "../format/value.ts";
import type { Parameter, Stage } from "../project/project.ts";
import { type ParameterFile, readParameterFile } from "./parameterFile.ts";

/** By path relative to the workspace. */
export type ParameterFiles = ReadonlyMap<string, ParameterFile>;

export async function readParameterFiles(
  workspace: string,
  stages: readonly Stage[],
): Promise<ParameterFiles> {
  const paths = new Set(stages.flatMap(({ parameters }) => parameters.map((parameter) => parameter.path)));
  const read = async (file: string) => [file, await readParameterFile(workspace, file)] as const;
  return new Map(await Promise.all(Array.from(paths, read)));
}

/** Undefined when no such key is there. Numbers in a dotted key are places in a list. */
export function parameterValue(root: Value, key: string): Value | undefined {
  let value: Value | undefined = root;
  for (const part of key.split(".")) {
    if (isMap(value)) value = memberOf(value, part);
    else if (isList(value)) value = /^\d+$/.test(part) ? value[Number(part)] : undefined;
    else return undefined;
  }
  return value;
}

/** A stage's values, by file as the lock names it, then by key. */
export type StageValues = Map<string, Map<Key, Value>>;

/** All that the stage declares and that is there; a whole file counts as all its keys. */
export function stageValues(stage: Stage, files: ParameterFiles): StageValues {
  const values: StageValues = new Map();
  for (const parameter of stage.parameters) {
    const before = values.get(parameter.declared) ?? [];
    values.set(
      parameter.declared,
      new Map([...before, ...declaredValues(parameter, rootOf(parameter, files))]),
    );
  }
  return values;
}

function declaredValues({ key }: Parameter, root: Value): Iterable<readonly [Key, Value]> {
  if (key === null) return isMap(root) ? root : [];
  const value = parameterValue(root, key);
  return value === undefined ? [] : [[key, value]];
}

function rootOf(parameter: Parameter, files: ParameterFiles): Value {
  const file = files.get(parameter.path);
  return file?.type === "values" ? file.root : null;
}

/** The first of the stage's parameters that is not there. */
export function missingParameter(stage: Stage, files: ParameterFiles): Problem | null {
  for (const parameter of stage.parameters) {
    const file = files.get(parameter.path);
    const place = { path: "dvc.yaml", ...parameter.position, stage: stage.name };
    if (file?.type === "problem") return { ...file.problem, stage: stage.name };
    if (file?.type !== "values") {
      return problem(
        "missing-parameter",
        `stage '${stage.name}' reads params from ${parameter.path}, which is not there.`,
        place,
      );
    }
    if (parameter.key !== null && parameterValue(file.root, parameter.key) === undefined) {
      const sentence = `stage '${stage.name}' needs the parameter '${parameter.key}', which ${parameter.path} does not have: add it there, or correct the name.`;
      return problem("missing-parameter", sentence, place);
    }
  }
  return null;
}

export function brokenParameterFiles(files: ParameterFiles): Problem[] {
  return Array.from(files.values()).flatMap((file) => (file.type === "problem" ? [file.problem] : []));
}

/** Every value that the stages declare, for the record: down to single values, each once. */
export function declaredParameters(stages: readonly Stage[], files: ParameterFiles): RunRecord["params"] {
  const found = new Map<string, RunRecord["params"][number]>();
  const add = (file: string, key: string, value: Value): void => {
    if (isMap(value))
      for (const [name, each] of value)
        add(file, key === "" ? keyText(name) : `${key}.${keyText(name)}`, each);
    else found.set(`${file}:${key}`, { path: file, key, value: jsonOf(value) });
  };
  for (const parameter of stages.flatMap(({ parameters }) => parameters)) {
    const root = rootOf(parameter, files);
    const value = parameter.key === null ? root : parameterValue(root, parameter.key);
    if (value !== undefined) add(parameter.path, parameter.key ?? "", value);
  }
  return [...found.values()];
}
