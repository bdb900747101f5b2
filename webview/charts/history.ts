/** The first headline metric over the recorded runs, beside the best so far and what a model without knowledge reaches. */
import * as Plot from "@observablehq/plot";
import { type Direction, formatMetric, metricDirection, metricLabel } from "#protocol/metrics.ts";
import type { Headline, RunView } from "#protocol/metricsPanel.ts";
import { counted, text } from "../page/strings.ts";
import type { Chart, Size } from "./chart.ts";
import { cellText, isNumber } from "./columns.ts";
import { colours, drawPlot, grid, horizontalAxis, verticalAxis } from "./drawing.ts";
import { shorten } from "./words.ts";

type Point = RunView["history"][number];

/** The best value up to and including each run; nothing where no direction is better. */
export function runningBest(points: readonly Point[], direction: Direction): Point[] {
  if (direction === "neither") return [];
  const better = direction === "lower" ? Math.min : Math.max;
  let best: number | null = null;
  return points.map(({ number, value }) => {
    best = best === null ? value : better(best, value);
    return { number, value: best };
  });
}

export function historyChart(recorded: readonly Point[], headline: Headline): Chart | null {
  const history = recorded.filter(({ value }) => isNumber(value));
  const last = history.at(-1);
  if (last === undefined) return null;
  const metric = shorten(metricLabel(headline.name), 40);
  const best = runningBest(history, metricDirection(headline.name));
  const bestPoint = firstToReach(history, best.at(-1)?.value ?? null);
  return {
    key: "history",
    title: text("history.title", { metric }),
    aside: counted("history.runs", history.length),
    summary: historySummary(metric, history, last, bestPoint),
    signature: JSON.stringify([headline.name, headline.baseline, history]),
    draw: (size) => drawHistory({ history, best, bestPoint, last, baseline: headline.baseline }, size),
    table: () => ({
      columns: [text("history.axis"), metric],
      rows: history.toReversed().map(({ number, value }) => [String(number), cellText(value)]),
      total: history.length,
    }),
  };
}

function firstToReach(history: readonly Point[], value: number | null): Point | null {
  return history.find((point) => point.value === value) ?? null;
}

function historySummary(metric: string, history: readonly Point[], last: Point, best: Point | null): string {
  const now = {
    metric,
    runs: counted("history.runs", history.length),
    last: formatMetric(last.value),
    number: last.number,
  };
  return best === null
    ? text("history.summary", now)
    : text("history.summaryBest", { ...now, best: formatMetric(best.value), bestNumber: best.number });
}

interface Drawn {
  history: readonly Point[];
  best: readonly Point[];
  bestPoint: Point | null;
  last: Point;
  baseline: number | null;
}

function drawHistory({ history, best, bestPoint, last, baseline }: Drawn, size: Size): SVGSVGElement {
  const at = { x: "number", y: "value" } as const;
  return drawPlot(size, {
    marginTop: 4,
    insetTop: 20,
    insetBottom: 24,
    insetLeft: 8,
    insetRight: 8,
    x: { type: "linear" },
    y: { type: "linear", zero: false, nice: true },
    marks: [
      grid().slice(1),
      baseline === null ? [] : baselineMarks(baseline),
      Plot.line(best, { ...at, stroke: colours.best, strokeWidth: 1.5 }),
      Plot.dot(history, { ...at, r: 3.5, fill: colours.mark, fillOpacity: 0.6, stroke: "none" }),
      bestPoint === null ? [] : bestMarks(bestPoint, history),
      Plot.dot([last], { ...at, r: 5, fill: colours.mark, stroke: colours.strong, strokeWidth: 1.5 }),
      horizontalAxis({
        label: text("history.axis"),
        ticks: runTicks(history, size),
        tickFormat: (run: number) => String(run),
      }),
      verticalAxis({
        label: null,
        tickFormat: (value: number) => formatMetric(value, { beside: last.value }),
      }),
    ],
  });
}

function baselineMarks(baseline: number): Plot.Markish[] {
  return [
    Plot.ruleY([baseline], { stroke: colours.muted, strokeDasharray: "3 3" }),
    Plot.text([text("history.baseline")], {
      y: [baseline],
      frameAnchor: "right",
      textAnchor: "end",
      lineAnchor: "bottom",
      dy: -4,
      fill: colours.muted,
    }),
  ];
}

function bestMarks(point: Point, history: readonly Point[]): Plot.Markish[] {
  const place = history.indexOf(point) / Math.max(1, history.length - 1);
  const lowest = history.every(({ value }) => value >= point.value);
  return [
    Plot.dot([point], { x: "number", y: "value", r: 3.5, fill: colours.best, stroke: "none" }),
    Plot.text([text("history.best", { value: formatMetric(point.value) })], {
      x: [point.number],
      y: [point.value],
      textAnchor: place < 0.15 ? "start" : place > 0.85 ? "end" : "middle",
      lineAnchor: lowest ? "top" : "bottom",
      dy: lowest ? 8 : -8,
      fill: colours.muted,
    }),
  ];
}

/** Whole run numbers only, as many as there is room for. */
function runTicks(history: readonly Point[], { width }: Size): number[] {
  const stride = Math.ceil(history.length / Math.max(2, Math.floor(width / 56)));
  return history
    .filter((_, index) => (history.length - 1 - index) % stride === 0)
    .map(({ number }) => number);
}
