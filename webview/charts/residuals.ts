/** Predicted minus actual, as a histogram on a scale that is symmetric around zero. */
import * as Plot from "@observablehq/plot";
import { formatMetric } from "#protocol/metrics.ts";
import type { PlotTable } from "#protocol/run.ts";
import { formatCount, text } from "../page/strings.ts";
import type { Chart, Size } from "./chart.ts";
import { cellText } from "./columns.ts";
import { colours, drawPlot, horizontalAxis } from "./drawing.ts";
import { extent, median, niceStep } from "./numbers.ts";
import type { Subject } from "./words.ts";

export interface Bin {
  readonly from: number;
  /** Exclusive, but for the last bin. */
  readonly to: number;
  readonly count: number;
}

/** Bins of one nice width whose edges include zero and reach as far below it as above. */
export function residualBins(residuals: readonly number[]): Bin[] {
  const { low, high } = extent(residuals) ?? { low: 0, high: 0 };
  const reach = Math.max(Math.abs(low), Math.abs(high));
  const step = niceStep(2 * reach, 16);
  const half = Math.max(1, Math.ceil(reach / step));
  const counts = new Array<number>(2 * half).fill(0);
  for (const residual of residuals) {
    const index = Math.min(counts.length - 1, Math.floor(residual / step) + half);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts.map((count, index) => ({
    from: (index - half) * step,
    to: (index - half + 1) * step,
    count,
  }));
}

export function residualsChart(
  table: PlotTable,
  pairs: readonly { actual: number; predicted: number }[],
  subject: Subject,
): Chart {
  const residuals = pairs.map(({ actual, predicted }) => predicted - actual);
  const bins = residualBins(residuals);
  const middle = middleOf(residuals, bins);
  return {
    key: `residuals ${table.path}`,
    title: text("residuals.title"),
    aside: text("residuals.aside", { median: middle }),
    summary: residualSummary(residuals, middle, subject),
    signature: JSON.stringify([subject.grades, bins]),
    draw: (size) => drawHistogram(bins, subject, size),
    table: () => ({
      columns: [text("residuals.from"), text("residuals.to"), text("residuals.count")],
      rows: bins.map(({ from, to, count }) => [cellText(from), cellText(to), formatCount(count)]),
      total: bins.length,
    }),
  };
}

/** As precise as the axis it is read from. */
function middleOf(residuals: readonly number[], bins: readonly Bin[]): string {
  return formatMetric(median(residuals), { beside: bins.at(-1)?.to ?? 1 });
}

function residualSummary(residuals: readonly number[], middle: string, subject: Subject): string {
  const { low, high } = extent(residuals) ?? { low: 0, high: 0 };
  return text("residuals.summary", {
    rows: subject.rows(residuals.length),
    low: formatMetric(low),
    high: formatMetric(high),
    median: middle,
    tooLow: formatCount(residuals.filter((residual) => residual < 0).length),
    tooHigh: formatCount(residuals.filter((residual) => residual > 0).length),
  });
}

function drawHistogram(bins: readonly Bin[], subject: Subject, size: Size): SVGSVGElement {
  const reach = bins.at(-1)?.to ?? 1;
  return drawPlot(size, {
    marginLeft: 10,
    x: { domain: [-reach, reach] },
    y: { domain: [0, Math.max(1, ...bins.map(({ count }) => count))], axis: null },
    marks: [
      Plot.rectY(bins, {
        x1: "from",
        x2: "to",
        y: "count",
        fill: colours.mark,
        fillOpacity: 0.85,
        inset: 0.5,
      }),
      Plot.ruleY([0], { stroke: colours.grid }),
      Plot.ruleX([0], { stroke: colours.strong, strokeOpacity: 0.6 }),
      horizontalAxis({ label: text(subject.grades ? "residuals.axisPoints" : "residuals.axis") }),
    ],
  });
}
