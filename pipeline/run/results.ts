/** What a stage declares as metrics and plots, read after it. A file that cannot be read is told, and harms nothing. */
import { stat } from "node:fs/promises";
import path from "node:path";
import { type Problem, problem } from "#protocol/problem.ts";
import type { MetricsFile, PlotTable } from "#protocol/run.ts";
import { fileProblem, readUtf8, unlessMissing } from "../files.ts";
import { readJson } from "../format/json.ts";
import { jsonOf, toValue, type Value } from "../format/value.ts";
import type { Display, PlotDisplay, Stage } from "../project/project.ts";
import { parseYaml } from "../project/yamlSource.ts";
import { objectsTable, separatedTable, type Table } from "./tables.ts";

export interface Results {
  readonly metrics: MetricsFile[];
  readonly plots: PlotTable[];
  readonly problems: Problem[];
}

/** A plot's data or metrics beyond this many bytes are not for a screen. */
const largestPlot = 64 * 1024 * 1024;
const largestMetrics = 1024 * 1024;
const deepest = 100;
const pictures = /\.(png|jpe?g|gif|svg|webp)$/i;

/** Null when it declares none. */
export async function readResults(workspace: string, stage: Stage): Promise<Results | null> {
  if (stage.displays.length === 0) return null;
  const results: Results = { metrics: [], plots: [], problems: [] };
  for (const display of stage.displays) {
    try {
      await readDisplay(workspace, stage.name, display, results);
    } catch (error) {
      const found = fileProblem(error, workspace, stage.name);
      if (found === null) throw error;
      results.problems.push(found);
    }
  }
  return results;
}

async function readDisplay(
  workspace: string,
  stage: string,
  display: Display,
  results: Results,
): Promise<void> {
  const { path: place } = display;
  const code = display.type === "plot" ? "invalid-plot" : "invalid-metrics";
  const complain = (why: string, line: number | null = null): void => {
    results.problems.push(
      problem(code, `${place} of stage '${stage}' cannot be shown: ${why}.`, { path: place, line, stage }),
    );
  };
  const stats = await unlessMissing(stat(path.join(workspace, place)));
  if (stats === null) return complain("it is not there");
  if (stats.isDirectory() || (display.type === "plot" && pictures.test(place))) return;
  const largest = display.type === "plot" ? largestPlot : largestMetrics;
  if (stats.size > largest) return complain(`it is larger than ${largest / 1024 / 1024} MB`);
  const file = await readUtf8(path.join(workspace, place));
  if (file.type !== "text") return complain("it is not UTF-8 text");
  if (display.type === "plot") addPlot(place, file.text, display, results, complain);
  else addMetrics(place, file.text, results, complain);
}

type Complain = (why: string, line?: number | null) => void;

function addMetrics(place: string, text: string, results: Results, complain: Complain): void {
  const value = structured(place, text, complain);
  if (value !== undefined) results.metrics.push({ path: place, content: jsonOf(value) });
}

function addPlot(
  place: string,
  text: string,
  display: PlotDisplay,
  results: Results,
  complain: Complain,
): void {
  const table = tableOf(place, text, display.header, complain);
  const { title, x, y } = display;
  if (table !== undefined) results.plots.push({ path: place, title, x, y, ...table });
}

function tableOf(place: string, text: string, header: boolean, complain: Complain): Table | undefined {
  const separator = /\.csv$/i.test(place) ? "," : /\.tsv$/i.test(place) ? "\t" : null;
  if (separator !== null) {
    const table = separatedTable(text, separator, header);
    if (table === null) complain("it is empty");
    return table ?? undefined;
  }
  const value = structured(place, text, complain);
  if (value === undefined) return undefined;
  const table = objectsTable(value);
  if (table === null) complain("it must be a list of objects");
  return table ?? undefined;
}

function structured(place: string, text: string, complain: Complain): Value | undefined {
  if (/\.json$/i.test(place)) return parseJson(text, complain);
  if (!/\.ya?ml$/i.test(place)) {
    complain("only JSON, YAML, csv and tsv files are understood");
    return undefined;
  }
  const source = parseYaml(text, place);
  const [first] = source.problems;
  if (first === undefined) return shallow(source.value(source.root), complain);
  complain(first.message, first.line);
  return undefined;
}

function parseJson(text: string, complain: Complain): Value | undefined {
  const read = readJson(text);
  if (read.type === "value") return shallow(read.value, complain);
  complain(`it is not valid JSON: ${read.why} (column ${read.column})`, read.line);
  return undefined;
}

/** Nobody looks at what is deeper, and whoever draws it would run out of stack. */
function shallow(parsed: unknown, complain: Complain): Value | undefined {
  if (isShallow(parsed, deepest)) return toValue(parsed);
  complain(`it is nested deeper than ${deepest} levels`);
  return undefined;
}

function isShallow(parsed: unknown, levels: number): boolean {
  if (typeof parsed !== "object" || parsed === null) return true;
  const inner = parsed instanceof Map ? Array.from(parsed.values()) : Object.values(parsed);
  return levels > 0 && inner.every((each) => isShallow(each, levels - 1));
}
