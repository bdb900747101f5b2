/**
 * Makes a view of a run small enough to be shown to everybody: texts and lists are cut to their bounds, and then the
 * longest plots lose rows, evenly, until the whole fits. `rows` still says how many there were.
 */
import type { PanelStage, RunView } from "../metricsPanel.ts";
import type { Problem } from "../problem.ts";
import type { PlotTable } from "../run.ts";
import { limits } from "./limits.ts";

/** Characters of a text and members of a list. */
interface Bounds {
  readonly characters: number;
  readonly members: number;
}

/** What is told of a run that is all names and no numbers: each step cuts deeper. The last fits anywhere. */
const steps: readonly Bounds[] = [
  { characters: limits.shownCharacters, members: limits.shownParts },
  { characters: 200, members: 40 },
  { characters: 60, members: 10 },
  { characters: 20, members: 2 },
];

/** Gives a view whose JSON is at most `bytes` long in UTF-8, where that leaves room for the least of it (2 KiB). */
export function fitRunView(view: RunView, bytes: number = limits.shownBytes): RunView {
  let bounded = view;
  for (const bounds of steps) {
    bounded = withinBounds(view, bounds);
    if (sizeOf({ ...bounded, plots: bounded.plots.map((plot) => thinned(plot, 0)) }) <= bytes) break;
  }
  return withFewerRows(bounded, bytes);
}

const encoder = new TextEncoder();

function sizeOf(view: RunView): number {
  return encoder.encode(JSON.stringify(view)).length;
}

/** As many rows as fit: doubled until they do not, then bisected, so that nothing much larger is ever written. */
function withFewerRows(view: RunView, bytes: number): RunView {
  if (sizeOf(view) <= bytes) return view;
  const atMost = (rows: number): RunView => {
    return { ...view, plots: view.plots.map((plot) => thinned(plot, rows)) };
  };
  const isSmall = (rows: number) => sizeOf(atMost(rows)) <= bytes;
  let fits = 0;
  let tooMany = 1;
  while (isSmall(tooMany)) [fits, tooMany] = [tooMany, 2 * tooMany];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (isSmall(middle)) fits = middle;
    else tooMany = middle;
  }
  return atMost(fits);
}

function lengthOf({ columns }: PlotTable): number {
  return columns[0]?.values.length ?? 0;
}

/** The first row, the last, and what lies evenly between. */
function thinned(plot: PlotTable, most: number): PlotTable {
  const length = lengthOf(plot);
  if (length <= most) return plot;
  const step = most > 1 ? (length - 1) / (most - 1) : 0;
  const places = Array.from({ length: most }, (_, index) => Math.round(index * step));
  const columns = plot.columns.map(({ name, values }) => {
    return { name, values: places.map((place) => values[place] ?? null) };
  });
  return { ...plot, columns };
}

function withinBounds(view: RunView, { characters, members }: Bounds): RunView {
  const cut = (text: string): string => shortened(text, characters);
  const cutOrNull = (text: string | null): string | null => (text === null ? null : cut(text));
  const stage = ({ needs, ...one }: PanelStage): PanelStage => ({
    ...one,
    name: cut(one.name),
    ...(needs === undefined ? {} : { needs: needs.slice(0, members).map(cut) }),
  });
  const problem = (one: Problem): Problem => {
    return { ...one, message: cut(one.message), path: cutOrNull(one.path), stage: cutOrNull(one.stage) };
  };
  const plot = (one: PlotTable): PlotTable => ({
    ...one,
    path: cut(one.path),
    title: cutOrNull(one.title),
    x: cutOrNull(one.x),
    y: cutOrNull(one.y),
    columns: one.columns.slice(0, members).map(({ name, values }) => ({
      name: cut(name),
      values: values.map((value) => (typeof value === "string" ? cut(value) : value)),
    })),
  });
  return {
    ...view,
    id: cut(view.id),
    trigger: { ...view.trigger, who: cut(view.trigger.who), note: cutOrNull(view.trigger.note) },
    source: cutOrNull(view.source),
    split: cutOrNull(view.split),
    headlines: view.headlines
      .slice(0, Math.min(members, limits.runFigures))
      .map((one) => ({ ...one, name: cut(one.name) })),
    stages: view.stages.slice(0, members).map(stage),
    plots: view.plots.slice(0, members).map(plot),
    history: view.history.slice(-Math.min(limits.shownHistory, 2 * members)),
    problems: view.problems.slice(0, members).map(problem),
  };
}

function shortened(text: string, characters: number): string {
  const whole = text.toWellFormed();
  return whole.length <= characters ? whole : `${whole.slice(0, characters - 1).toWellFormed()}…`;
}
