/**
 * Two charts of one table with the columns `actual` and `predicted`: the one against the other, and what remains
 * between them.
 */
import * as Plot from "@observablehq/plot";
import { formatMetric } from "#protocol/metrics.ts";
import type { PlotTable } from "#protocol/run.ts";
import { formatCount, text } from "../page/strings.ts";
import type { Chart, Size } from "./chart.ts";
import { columnOf, isNumber, tableOf } from "./columns.ts";
import { colours, drawPlot, grid, horizontalAxis, verticalAxis } from "./drawing.ts";
import { extent, median, niceExtent, niceStep } from "./numbers.ts";
import { residualsChart } from "./residuals.ts";
import { type Subject, shorten } from "./words.ts";

export interface Pair {
  readonly actual: number;
  readonly predicted: number;
}

/** The rows that hold both numbers; null when the table is not one of predictions. */
export function predictionPairs(table: PlotTable): Pair[] | null {
  const actual = columnOf(table, "actual");
  const predicted = columnOf(table, "predicted");
  if (actual === null || predicted === null) return null;
  const pairs = actual.values.flatMap((value, row) => {
    const other = predicted.values[row];
    return isNumber(value) && isNumber(other) ? [{ actual: value, predicted: other }] : [];
  });
  return pairs.length === 0 ? null : pairs;
}

export function predictionCharts(table: PlotTable, subject: Subject): Chart[] | null {
  const pairs = predictionPairs(table);
  return pairs === null ? null : [scatterChart(table, pairs, subject), residualsChart(table, pairs, subject)];
}

function scatterChart(table: PlotTable, pairs: readonly Pair[], subject: Subject): Chart {
  const isWhole = table.rows <= pairs.length;
  return {
    key: `scatter ${table.path}`,
    title: shorten(table.title ?? text("predictions.title"), 80),
    aside: isWhole
      ? subject.rows(pairs.length)
      : text("charts.rowsShown", { count: formatCount(pairs.length), total: subject.rows(table.rows) }),
    summary: scatterSummary(pairs, subject),
    signature: JSON.stringify([subject.grades, pairs.map(({ actual, predicted }) => [actual, predicted])]),
    draw: (size) => drawScatter(pairs, subject, size),
    table: () => tableOf(table.columns, table.rows),
  };
}

function scatterSummary(pairs: readonly Pair[], subject: Subject): string {
  const actual = extent(pairs.map((pair) => pair.actual)) ?? { low: 0, high: 0 };
  const predicted = extent(pairs.map((pair) => pair.predicted)) ?? { low: 0, high: 0 };
  return text("predictions.summary", {
    rows: subject.rows(pairs.length),
    lowActual: formatMetric(actual.low),
    highActual: formatMetric(actual.high),
    lowPredicted: formatMetric(predicted.low),
    highPredicted: formatMetric(predicted.high),
    within: formatMetric(median(pairs.map((pair) => Math.abs(pair.predicted - pair.actual)))),
  });
}

/** Dots that lie on each other add up to a darker one; many dots are small and faint, so that the crowd shows. */
function dotLook(count: number): { r: number; fillOpacity: number } {
  if (count <= 500) return { r: 3, fillOpacity: 0.6 };
  return count <= 3000 ? { r: 2, fillOpacity: 0.4 } : { r: 1.5, fillOpacity: 0.25 };
}

function drawScatter(pairs: readonly Pair[], subject: Subject, size: Size): SVGSVGElement {
  const actual = pairs.map((pair) => pair.actual);
  const predicted = pairs.map((pair) => pair.predicted);
  const { low, high } = niceExtent(extent([...actual, ...predicted]) ?? { low: 0, high: 1 }, 5);
  const domain = [low, high];
  const step = niceStep(high - low, 5);
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, index) => low + index * step);
  return drawPlot(size, {
    x: { domain },
    y: { domain },
    marks: [
      grid({ ticks }),
      Plot.line([low, high], {
        x: domain,
        y: domain,
        stroke: colours.muted,
        strokeDasharray: "3 3",
        strokeWidth: 1,
      }),
      Plot.dot(
        { length: pairs.length },
        { x: actual, y: predicted, fill: colours.mark, stroke: "none", ...dotLook(pairs.length) },
      ),
      horizontalAxis({
        ticks,
        label: text(subject.grades ? "predictions.actualGrade" : "predictions.actual"),
      }),
      verticalAxis({ ticks, label: text("predictions.predicted") }),
    ],
  });
}
