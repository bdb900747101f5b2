/** Any other plot of a pipeline: its `y` against its `x` as a line or dots, or its table where there is nothing to draw. */
import * as Plot from "@observablehq/plot";
import { formatMetric } from "#protocol/metrics.ts";
import type { PlotTable } from "#protocol/run.ts";
import { counted, formatCount, text } from "../page/strings.ts";
import type { Chart, Size } from "./chart.ts";
import { type Column, isNumber, isNumeric, tableOf } from "./columns.ts";
import { colours, drawPlot, grid, horizontalAxis, verticalAxis } from "./drawing.ts";
import { extent } from "./numbers.ts";
import { fileName, shorten } from "./words.ts";

interface Axes {
  x: Column;
  y: Column;
}

/** The columns to draw: the declared ones, else the first two of numbers; a lone one is drawn against its row. */
export function axesOf(table: PlotTable): Axes | null {
  const numeric = table.columns.filter(isNumeric);
  if (table.x !== null || table.y !== null) return declaredAxes(table, numeric);
  const [first, second] = numeric;
  if (first === undefined) return null;
  if (second !== undefined) return { x: first, y: second };
  return table.columns.length === 1 ? { x: rowNumbers(first), y: first } : null;
}

function declaredAxes(table: PlotTable, numeric: readonly Column[]): Axes | null {
  const y = numeric.find(({ name }) => (table.y === null ? name !== table.x : name === table.y));
  if (y === undefined) return null;
  const x = table.x === null ? rowNumbers(y) : numeric.find(({ name }) => name === table.x);
  return x === undefined ? null : { x, y };
}

function rowNumbers({ values }: Column): Column {
  return { name: text("other.row"), values: values.map((_, row) => row + 1) };
}

export function otherChart(table: PlotTable): Chart {
  const axes = axesOf(table);
  return {
    key: `other ${table.path}`,
    title: shorten(table.title ?? fileName(table.path), 80),
    aside: counted("subject.rows", table.rows),
    summary: axes === null ? tableSummary(table) : axesSummary(axes, table),
    signature: JSON.stringify(axes ?? table),
    draw: axes === null ? null : (size) => drawAxes(axes, size),
    table: () => tableOf(table.columns, table.rows),
  };
}

function tableSummary(table: PlotTable): string {
  return text("other.table", {
    rows: counted("subject.rows", table.rows),
    columns: formatCount(table.columns.length),
  });
}

function axesSummary({ x, y }: Axes, table: PlotTable): string {
  const { low, high } = extent(y.values.filter(isNumber)) ?? { low: 0, high: 0 };
  return text("other.summary", {
    x: shorten(x.name, 40),
    y: shorten(y.name, 40),
    rows: counted("subject.rows", table.rows),
    low: formatMetric(low),
    high: formatMetric(high),
  });
}

/** A line is for a course: each x further than the one before. Anything else is dots. */
function isCourse({ values }: Column): boolean {
  return values.every((value, row) => {
    const before = values[row - 1];
    return isNumber(value) && (before === undefined || (isNumber(before) && value > before));
  });
}

function drawAxes({ x, y }: Axes, size: Size): SVGSVGElement {
  const at = { x: x.values, y: y.values };
  const data = { length: y.values.length };
  return drawPlot(size, {
    inset: 4,
    x: { type: "linear" },
    y: { type: "linear" },
    marks: [
      grid(),
      isCourse(x)
        ? Plot.line(data, { ...at, stroke: colours.mark, strokeWidth: 1.5 })
        : Plot.dot(data, { ...at, r: 2.5, fill: colours.mark, fillOpacity: 0.5, stroke: "none" }),
      horizontalAxis({ label: shorten(x.name, 40) }),
      verticalAxis({ label: shorten(y.name, 40) }),
    ],
  });
}
