/** One file of parameters, in whichever of the formats its name says. */
import path from "node:path";
import { type Problem, problem } from "#protocol/problem.ts";
import { errorCode, readUtf8 } from "../files.ts";
import { readJson } from "../format/json.ts";
import { isMap, type Value } from "../format/value.ts";
import { parseYaml } from "../project/yamlSource.ts";
import type { ReadFile } from "./readFile.ts";

export type ParameterFile =
  | { type: "values"; root: Value }
  | { type: "missing" }
  | { type: "problem"; problem: Problem };

/** `file` is relative to the workspace. */
export async function readParameterFile(workspace: string, file: string): Promise<ParameterFile> {
  const content = await readUtf8(path.join(workspace, file)).catch((error: unknown) => {
    if (errorCode(error) === "EISDIR") return { type: "folder" } as const;
    throw error;
  });
  if (content.type === "missing") return { type: "missing" };
  const refuse = (why: string): ParameterFile =>
    broken(problem("invalid-parameters", `${file} ${why}`, { path: file, line: 1 }));
  if (content.type === "folder") return refuse("is a folder, where a file belongs.");
  if (content.type === "notUtf8") return refuse("is not UTF-8 text: save it as UTF-8.");
  try {
    return await parse(content.text, file);
  } catch (error) {
    // Every reader goes down into what is nested, and the stack has an end.
    if (error instanceof RangeError) return refuse("is nested too deeply.");
    throw error;
  }
}

async function parse(text: string, file: string): Promise<ParameterFile> {
  switch (path.posix.extname(file).toLowerCase()) {
    case ".toml": {
      const { readToml } = await import("./tomlFile.ts");
      return told(readToml(text), file, "TOML");
    }
    case ".py": {
      const { readPython } = await import("./pythonFile.ts");
      return told(readPython(text), file, "Python");
    }
    case ".json": {
      const json = readJson(text);
      return json.type === "invalid" ? told(json, file, "JSON") : parseYamlFile(text, file);
    }
    default:
      return parseYamlFile(text, file);
  }
}

function told(read: ReadFile, file: string, format: string): ParameterFile {
  if (read.type === "values") return read;
  const { why, line, column } = read;
  const sentence = `${file} is not valid ${format}: ${why}.`;
  return broken(problem("invalid-parameters", sentence, { path: file, line, column }));
}

/** JSON is YAML too, and YAML's reader tells 1 from 1.0. */
function parseYamlFile(text: string, file: string): ParameterFile {
  const source = parseYaml(text, file, "invalid-parameters");
  const [first] = source.problems;
  if (first !== undefined) return broken(first);
  const root = source.value(source.root);
  if (root !== null && !isMap(root)) {
    const sentence = `${file} must be a map of keys and values.`;
    return broken(problem("invalid-parameters", sentence, { path: file, line: 1 }));
  }
  return { type: "values", root: root ?? new Map() };
}

function broken(what: Problem): ParameterFile {
  return { type: "problem", problem: what };
}
