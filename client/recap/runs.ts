/** The runs of a recap: what each brought, beside the last one before the idea that it tried. */
import { formatMetric, metricChange, metricDirection, metricLabel } from "#protocol/metrics.ts";
import type { SessionView, SharedRun } from "#protocol/session/state.ts";
import { escapeLine, table } from "./escapeMarkdown.ts";
import type { Names } from "./names.ts";

/** More columns than this no page holds; more figures than this no line does. */
const columnsShown = 6;
const figuresShown = 3;

/** In the order of their publication. */
export function runsIn({ runs }: SessionView): SharedRun[] {
  return Object.values(runs).toSorted((one, other) => one.at - other.at);
}

/** Figures of which one knows what is better come first. */
function figuresOf({ metrics }: Pick<SharedRun, "metrics">): SharedRun["metrics"] {
  const isJudged = ({ name }: { name: string }) => metricDirection(name) !== "neither";
  return [...metrics.filter(isJudged), ...metrics.filter((metric) => !isJudged(metric))];
}

function change(metric: SharedRun["metrics"][number], before: SharedRun | undefined): string {
  const earlier = before?.metrics.find(({ name }) => name === metric.name);
  if (before === undefined || earlier === undefined) return "";
  const told = metricChange(metric.name, earlier.value, metric.value);
  if (told.type === "same") return ` (as in run ${before.number})`;
  const verdict = told.type === "changed" ? "" : ` ${told.type}`;
  return ` (${told.arrow} ${told.size}${verdict} than ${formatMetric(earlier.value)} in run ${before.number})`;
}

function outcomeOf(run: SharedRun, before: SharedRun | undefined): string {
  if (run.outcome !== "done") return run.outcome;
  const figures = figuresOf(run).slice(0, figuresShown);
  if (figures.length === 0) return "done";
  return figures
    .map((metric) => {
      const label = escapeLine(metricLabel(metric.name));
      return `${label} ${formatMetric(metric.value)}${change(metric, before)}`;
    })
    .join(", ");
}

/** One line for each run that was made for the suggestion, measured against the last good one before them. */
export function runsFor(suggestion: string, runs: readonly SharedRun[], names: Names): string[] {
  const first = runs.findIndex((run) => run.suggestion === suggestion);
  const before = (source: string | null) =>
    runs.slice(0, Math.max(0, first)).findLast((run) => run.outcome === "done" && run.source === source);
  return runs
    .filter((run) => run.suggestion === suggestion)
    .map((run) => `Run ${run.number} by ${names.of(run.by)}: ${outcomeOf(run, before(run.source))}`);
}

export function runsTable(
  view: SessionView,
  names: Names,
  formatInstant: (instant: number) => string,
): string {
  const runs = runsIn(view);
  const columns = [...new Set(runs.flatMap((run) => figuresOf(run).map(({ name }) => name)))].slice(
    0,
    columnsShown,
  );
  const valueIn = (run: SharedRun, name: string): string => {
    const value = run.metrics.find((metric) => metric.name === name)?.value;
    return value === undefined ? "" : formatMetric(value);
  };
  const rows = runs.map((run) => [
    String(run.number),
    escapeLine(formatInstant(run.at)),
    names.of(run.by),
    run.outcome,
    ...columns.map((name) => valueIn(run, name)),
    run.source === null ? "" : escapeLine(run.source),
  ]);
  const labels = columns.map((name) => escapeLine(metricLabel(name)));
  return table(["Run", "When", "By", "Outcome", ...labels, "Data"], rows);
}
