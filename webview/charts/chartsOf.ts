/** All charts of a run, in the order in which they are read. A plot is recognised by its columns. */
import type { RunView } from "#protocol/metricsPanel.ts";
import type { PlotTable } from "#protocol/run.ts";
import type { Chart } from "./chart.ts";
import { historyChart } from "./history.ts";
import { importanceChart } from "./importance.ts";
import { otherChart } from "./other.ts";
import { predictionCharts } from "./predictions.ts";
import { type Subject, subjectOf } from "./words.ts";

type Placed = { place: number; chart: Chart };

function placed(table: PlotTable, subject: Subject): Placed[] {
  const predictions = predictionCharts(table, subject);
  if (predictions !== null) return predictions.map((chart) => ({ place: 0, chart }));
  const importance = importanceChart(table);
  if (importance !== null) return [{ place: 1, chart: importance }];
  return [{ place: 3, chart: otherChart(table) }];
}

export function chartsOf({ plots, history, headlines, source }: RunView): Chart[] {
  const subject = subjectOf(source);
  const charts = plots.flatMap((table) => placed(table, subject));
  const [first] = headlines;
  const course = first === undefined ? null : historyChart(history, first);
  if (course !== null) charts.push({ place: 2, chart: course });
  return charts.toSorted((a, b) => a.place - b.place).map(({ chart }) => chart);
}
