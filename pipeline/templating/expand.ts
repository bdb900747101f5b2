/** From the stages that are written to those that are meant: templates resolved, `foreach` and `matrix` spelled out. */
import { isMap, isScalar } from "yaml";
import { type Reader, report } from "../project/reader.ts";
import type { Entry } from "../project/yamlSource.ts";
import { type Context, emptyContext } from "./context.ts";
import { mostStages, type Single, singlesOf } from "./groups.ts";
import { resolveNode } from "./nodes.ts";
import { withDefaultFile, withVars } from "./vars.ts";

const special = /\$\{|\b(?:vars|foreach|matrix)\b/;

/** `dvc.yaml` as it is written. */
export interface Written {
  /** Without a word of templating in it nothing is done. */
  readonly text: string;
  readonly vars: Entry | undefined;
  readonly stages: readonly Entry[];
  /** Lists at the top, which no stage's own names reach. */
  readonly lists: readonly Entry[];
}

export interface Expanded extends Pick<Written, "stages" | "lists"> {
  /** That templates were resolved from: posix, relative to the workspace. */
  readonly files: readonly string[];
}

export async function expandTemplates(
  reader: Reader,
  workspace: string,
  { text, vars, stages, lists }: Written,
): Promise<Expanded> {
  if (!special.test(text)) return { stages, lists, files: [] };
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
    return {
      stages: resolved.map(({ entry }) => entry),
      lists: lists.map((list) => resolveList(reader, context, list)),
      files: [...files],
    };
  }
  const sentence = `these are ${singles.length} stages: ${mostStages} are the most that Baton runs.`;
  report(reader, "invalid-template", first.entry.position, sentence);
  return none;
}

const none: Expanded = { stages: [], lists: [], files: [] };

function resolveList(reader: Reader, context: Context, { value, ...list }: Entry): Entry {
  return { ...list, value: value === null ? null : resolveNode(reader, context, value, list.key) };
}

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
  const where = () => ({ workspace, folder: folderOf(reader, context, parts) });
  const own = vars === undefined ? context : await withVars(reader, context, vars, where());
  return { entry: { ...entry, value: resolveNode(reader, own, entry.value, null) }, files: own.files };
}

function folderOf(reader: Reader, context: Context, parts: readonly Entry[]): string {
  const wdir = parts.find(({ key }) => key === "wdir")?.value;
  const node = wdir == null ? null : resolveNode({ ...reader, problems: [] }, context, wdir, "wdir");
  return isScalar(node) && typeof node.value === "string" ? node.value : "";
}
