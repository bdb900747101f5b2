/** From the stages that are written to those that are meant: templates resolved, `foreach` and `matrix` spelled out. */
import { isMap, isScalar } from "yaml";
import { type Reader, report } from "../project/reader.ts";
import type { Entry } from "../project/yamlSource.ts";
import { type Context, emptyContext } from "./context.ts";
import { mostStages, type Single, singlesOf } from "./groups.ts";
import { resolveNode } from "./nodes.ts";
import { withDefaultFile, withVars } from "./vars.ts";

const special = /\$\{|\b(?:vars|foreach|matrix)\b/;

export interface Template {
  readonly workspace: string;
  /** Of the whole file: one without a word of templating costs nothing. */
  readonly text: string;
  readonly vars: Entry | undefined;
}

export interface Expanded {
  readonly stages: readonly Entry[];
  /** That templates were resolved from: posix, relative to the workspace. */
  readonly files: readonly string[];
}

export async function expandStages(
  reader: Reader,
  stages: readonly Entry[],
  { workspace, text, vars }: Template,
): Promise<Expanded> {
  if (!special.test(text)) return { stages, files: [] };
  const loaded = await withDefaultFile(reader, emptyContext, workspace);
  const where = { workspace, folder: "" };
  const context = vars === undefined ? loaded : await withVars(reader, loaded, vars, where);
  // Names that could not be loaded would be told again at every place that uses them.
  if (reader.problems.length > 0) return none;
  const within = (entry: Entry): Reader => ({ ...reader, stage: entry.key });
  const singles = stages.flatMap((entry) => singlesOf(within(entry), context, entry));
  const [first] = singles;
  if (first === undefined || singles.length <= mostStages) {
    const resolved = await Promise.all(
      singles.map((single) => resolveStage(within(single.entry), workspace, single)),
    );
    const files = new Set([context, ...resolved].flatMap((each) => [...each.files.keys()]));
    return { stages: resolved.map(({ entry }) => entry), files: [...files] };
  }
  const sentence = `these are ${singles.length} stages: ${mostStages} are the most that Baton runs.`;
  report(reader, "invalid-template", first.entry.position, sentence);
  return none;
}

const none: Expanded = { stages: [], files: [] };

interface Resolved extends Pick<Context, "files"> {
  readonly entry: Entry;
}

async function resolveStage(
  reader: Reader,
  workspace: string,
  { entry, context }: Single,
): Promise<Resolved> {
  if (!isMap(entry.value)) return { entry, files: context.files };
  const parts = reader.source.entries(entry.value);
  const vars = parts.find(({ key }) => key === "vars");
  const folder = folderOf(reader, context, parts);
  const own = vars === undefined ? context : await withVars(reader, context, vars, { workspace, folder });
  return { entry: { ...entry, value: resolveNode(reader, own, entry.value, null) }, files: own.files };
}

function folderOf(reader: Reader, context: Context, parts: readonly Entry[]): string {
  const wdir = parts.find(({ key }) => key === "wdir")?.value;
  const node = wdir == null ? null : resolveNode({ ...reader, problems: [] }, context, wdir, "wdir");
  return isScalar(node) && typeof node.value === "string" ? node.value : "";
}
