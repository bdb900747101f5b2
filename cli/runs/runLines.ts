/** Runs and what is different between them, as lines for a terminal. */
import type { Difference, RunComparison } from "#pipeline/runs/compareRuns.ts";
import { metrics } from "#pipeline/runs/compareRuns.ts";
import { formatMetric, metricChange, metricLabel } from "#protocol/metrics.ts";
import type { RunRecord } from "#protocol/run.ts";
import { metricsTable } from "../metricsTable.ts";
import { alignColumns, formatDuration } from "../terminal.ts";

/** More columns than this no terminal holds. */
const figuresShown = 3;
const hashShown = 8;

/** Newest first; the columns of metrics are those of the newest that has any. */
export function listLines(records: readonly RunRecord[]): string[] {
  const figures = records.map((record) => metrics(record));
  const names = [...(figures.find(({ size }) => size > 0)?.keys() ?? [])].slice(0, figuresShown);
  const rows = records.map(({ number, startedAt, trigger, outcome, ms, suggestion }, index) => [
    String(number),
    when(startedAt),
    trigger.who,
    outcome,
    outcome === "interrupted" ? "" : formatDuration(ms),
    ...names.map((name) => figure(figures[index]?.get(name))),
    suggestion?.text.split("\n")[0]?.slice(0, 50) ?? "",
  ]);
  const head = ["run", "when", "who", "outcome", "time", ...names.map(metricLabel), "suggestion"];
  const right = new Set([0, 4, ...names.map((_, index) => 5 + index)]);
  return alignColumns([head, ...rows], right);
}

function figure(value: number | undefined): string {
  return value === undefined ? "" : formatMetric(value);
}

/** In the machine's own time. */
function when(startedAt: string): string {
  const at = new Date(startedAt);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** `earlier`: records before it, newest first. */
export function showLines(record: RunRecord, earlier: readonly RunRecord[]): string[] {
  const { number, startedAt, trigger, outcome, ms, git, suggestion, environment, machine } = record;
  const code = git === null ? "not in git" : `${git.commit.slice(0, 12)}${changesWords(git)}`;
  const python = environment.python;
  const facts = [
    ["started", `${when(startedAt)} by ${trigger.who} (${trigger.why})`],
    ["outcome", outcome === "interrupted" ? outcome : `${outcome} in ${formatDuration(ms)}`],
    ["code", code],
    ...(suggestion === null ? [] : [["suggestion", suggestion.text.split("\n")[0] ?? ""]]),
    ["machine", `${machine.cpu}, ${machine.cores} cores, ${machine.platform} ${machine.architecture}`],
    [
      "made by",
      `Baton ${machine.baton}, Node ${machine.node}${python === null ? "" : `, Python ${python.version}`}`,
    ],
  ];
  const stages = record.stages.map(({ name, verdict, ms: took }) => [name, verdict, formatDuration(took)]);
  const params = record.params.map(({ path, key, value }) => [`${path}:${key}`, JSON.stringify(value)]);
  return [
    `run ${number}`,
    ...alignColumns(facts),
    ...section("stages", alignColumns(stages, new Set([2]))),
    ...section("parameters", alignColumns(params)),
    ...section("metrics", metricsTable(record.metrics, earlier)),
  ];
}

function changesWords({ changes }: NonNullable<RunRecord["git"]>): string {
  if (changes === "none") return "";
  return changes === "kept" ? ", with changes that are kept" : ", with changes that were too many to keep";
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}

/** What changed first, then what came of it. */
export function comparisonLines(comparison: RunComparison, before: RunRecord, after: RunRecord): string[] {
  const hashes = (list: readonly Difference<string>[]) =>
    list.map((each) => row(each, (md5) => md5.slice(0, hashShown)));
  const texts = (list: readonly Difference<string>[]) => list.map((each) => row(each, (text) => text));
  const parts = [
    ...section("parameters", alignColumns(texts(comparison.params))),
    ...section("data and code", alignColumns(hashes(comparison.inputs))),
    ...section("environment", alignColumns(texts(comparison.environment))),
    ...section("metrics", alignColumns(comparison.metrics.map(metricRow))),
    ...section("outputs", alignColumns(hashes(comparison.outputs))),
  ];
  const title = `run ${before.number} and run ${after.number}`;
  return parts.length === 0 ? [`${title} are the same in all that is recorded.`] : [title, ...parts];
}

function row<Value>({ name, before, after }: Difference<Value>, words: (value: Value) => string): string[] {
  const told = (value: Value | null): string => (value === null ? "-" : words(value));
  return [name, told(before), "->", told(after)];
}

function metricRow(difference: Difference<number>): string[] {
  const { name, before, after } = difference;
  const shown = row({ ...difference, name: metricLabel(name) }, (value) => formatMetric(value));
  if (before === null || after === null) return shown;
  const change = metricChange(name, before, after);
  return change.type === "same"
    ? shown
    : [...shown, `${change.arrow} ${change.size}${change.type === "changed" ? "" : ` ${change.type}`}`];
}
