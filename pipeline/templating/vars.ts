/** What `vars` brings into templates: maps written there, and files of parameters, whole or by keys. */
import { isMap, isScalar, isSeq, type Node } from "yaml";
import { isMap as isValueMap, type ValueMap } from "../format/value.ts";
import { readParameterFile } from "../params/parameterFile.ts";
import { insideWorkspace } from "../project/paths.ts";
import { type Reader, report } from "../project/reader.ts";
import type { Entry } from "../project/yamlSource.ts";
import { type Context, withValues } from "./context.ts";
import { isTemplate, TemplateError } from "./expression.ts";
import { reportTemplate } from "./nodes.ts";

/** Loaded by itself, where it is there. */
const defaultFile = "params.yaml";

/** `folder`: posix, relative to the workspace. */
interface Where {
  readonly workspace: string;
  readonly folder: string;
}

export async function withDefaultFile(reader: Reader, context: Context, workspace: string): Promise<Context> {
  const file = await readParameterFile(workspace, defaultFile);
  if (file.type === "problem") reader.problems.push(file.problem);
  if (file.type !== "values" || !isValueMap(file.root)) return context;
  const files = new Map([...context.files, [defaultFile, null] as const]);
  return withValues({ ...context, files }, file.root, defaultFile);
}

export async function withVars(
  reader: Reader,
  context: Context,
  { key, value, position }: Entry,
  where: Where,
): Promise<Context> {
  if (!isSeq(value)) {
    report(reader, "invalid-project", position, `'${key}' must be a list of files and of maps.`);
    return context;
  }
  let grown = context;
  for (const [index, item] of value.items.entries()) {
    const node = reader.source.resolve(item);
    grown = (await withItemOf(reader, grown, node, { ...where, source: `vars[${index}]` })) ?? grown;
  }
  return grown;
}

async function withItemOf(
  reader: Reader,
  context: Context,
  node: Node | null,
  where: Where & { readonly source: string },
): Promise<Context | undefined> {
  try {
    if (isMap(node)) return withValues(context, mapIn(reader, node), where.source);
    if (isScalar(node) && typeof node.value === "string") return await withFile(context, node.value, where);
    throw new TemplateError("each of 'vars' must be a file, as in 'config.json:train,seed', or a map.");
  } catch (error) {
    reportTemplate(reader, node, error);
    return undefined;
  }
}

function mapIn(reader: Reader, node: Node): ValueMap {
  const value = reader.source.value(node);
  if (!isValueMap(value)) throw new TemplateError("each of 'vars' must be a file or a map.");
  if (isTemplate(String(node))) throw new TemplateError("'vars' may hold no templates themselves.");
  return value;
}

async function withFile(context: Context, item: string, { workspace, folder }: Where): Promise<Context> {
  if (isTemplate(item)) throw new TemplateError("'vars' may hold no templates themselves.");
  const [declared = "", ...after] = item.split(":");
  const keys = after
    .join(":")
    .split(",")
    .filter((key) => key !== "");
  const place = insideWorkspace(folder, declared);
  if (place.type === "unsafe") throw new TemplateError(`the file '${declared}' ${place.why}.`);
  const asked = keys.length === 0 ? null : keys;
  const taken = context.files.get(place.path);
  if (taken === null && asked === null) return context;
  refuseTwice(declared, taken, asked);
  const files = new Map([...context.files, [place.path, asked && [...(taken ?? []), ...asked]] as const]);
  const values = await valuesOf(workspace, place.path, declared);
  return withValues(
    { ...context, files },
    asked === null ? values : chosen(values, asked, declared),
    declared,
  );
}

/** The same key would be defined twice. */
function refuseTwice(
  declared: string,
  taken: readonly string[] | null | undefined,
  asked: readonly string[] | null,
): void {
  if (taken === undefined) return;
  if (taken === null || asked === null || asked.some((key) => taken.includes(key))) {
    throw new TemplateError(`'${declared}' is loaded already, at least in part: name each of its keys once.`);
  }
}

async function valuesOf(workspace: string, file: string, declared: string): Promise<ValueMap> {
  const read = await readParameterFile(workspace, file);
  if (read.type === "missing") throw new TemplateError(`the file '${declared}' is not there.`);
  if (read.type === "problem") throw new TemplateError(read.problem.message);
  if (!isValueMap(read.root)) throw new TemplateError(`'${declared}' must be a map of keys and values.`);
  return read.root;
}

function chosen(values: ValueMap, keys: readonly string[], declared: string): ValueMap {
  const entries = keys.map((key) => {
    const value = values.get(key);
    if (value === undefined) throw new TemplateError(`'${declared}' has no '${key}'.`);
    return [key, value] as const;
  });
  return new Map(entries);
}
