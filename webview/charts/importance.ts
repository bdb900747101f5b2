/**
 * What the model leans on: features by importance. With standard errors it is permutation importance, the rise in
 * error; without, it is of a kind that only its title tells (shares of a forest's splits, mean SHAP values).
 */
import * as Plot from "@observablehq/plot";
import type { PlotTable } from "#protocol/run.ts";
import { counted, formatCount, text } from "../page/strings.ts";
import type { Chart, Size } from "./chart.ts";
import { type Column, cellText, columnOf, isNumber } from "./columns.ts";
import { characterWidth, colours, drawPlot, horizontalAxis } from "./drawing.ts";
import { fileName, shorten } from "./words.ts";

export interface Importance {
  readonly feature: string;
  readonly importance: number;
  /** Null where the table has none. */
  readonly error: number | null;
}

const shown = 12;

/** Most important first; null when the table is not one of importances. */
export function importances(table: PlotTable): Importance[] | null {
  const features = columnOf(table, "feature");
  const values = columnOf(table, "importance");
  if (features === null || values === null) return null;
  const errors = columnOf(table, "standard_error");
  const rows = features.values.flatMap((feature, row) => {
    const importance = values.values[row];
    return isNumber(importance)
      ? [{ feature: String(feature ?? ""), importance, error: numberAt(errors, row) }]
      : [];
  });
  return rows.length === 0 ? null : rows.toSorted((a, b) => b.importance - a.importance);
}

function numberAt(column: Column | null, row: number): number | null {
  const value = column?.values[row];
  return isNumber(value) ? value : null;
}

export function importanceChart(table: PlotTable): Chart | null {
  const all = importances(table);
  if (all === null) return null;
  const top = all.slice(0, shown);
  const permuted = all.some(({ error }) => error !== null);
  return {
    key: `importance ${table.path}`,
    title: shorten(table.title ?? (permuted ? text("importance.title") : fileName(table.path)), 80),
    aside:
      all.length > shown
        ? text("importance.top", { count: shown, total: formatCount(all.length) })
        : counted("importance.aside", all.length),
    summary: text(permuted ? "importance.summary" : "importance.summaryPlain", {
      features: top
        .slice(0, 3)
        .map(({ feature, importance }) => `${shorten(feature, 40)} ${cellText(importance)}`)
        .join(", "),
    }),
    signature: JSON.stringify(top),
    draw: (size) => drawBars(top, permuted, size),
    table: () => ({
      columns: [
        text("importance.feature"),
        text("importance.importance"),
        ...(permuted ? [text("importance.error")] : []),
      ],
      rows: all.map(({ feature, importance, error }) => [
        feature,
        cellText(importance),
        ...(permuted ? [cellText(error)] : []),
      ]),
      total: all.length,
    }),
  };
}

/** Rows are placed by their rank, not by their name: two features may have the same one. */
function drawBars(top: readonly Importance[], permuted: boolean, size: Size): SVGSVGElement {
  const longest = Math.max(...top.map(({ feature }) => Array.from(feature.slice(0, 80)).length));
  const marginLeft = Math.min(size.width * 0.4, longest * characterWidth + 14);
  const room = Math.floor((marginLeft - 14) / characterWidth);
  const ranks = top.map((_, rank) => rank);
  const bounded = top.flatMap((row, rank) =>
    row.error === null ? [] : [{ ...row, rank, reach: 2 * row.error }],
  );
  return drawPlot(size, {
    marginLeft,
    marginTop: 6,
    marginBottom: 26,
    x: { nice: false },
    y: { domain: ranks, padding: 0.4, axis: null },
    marks: [
      Plot.barX(top, { x: "importance", y: ranks, fill: colours.mark, fillOpacity: 0.85 }),
      Plot.ruleY(bounded, {
        x1: ({ importance, reach }) => importance - reach,
        x2: ({ importance, reach }) => importance + reach,
        y: "rank",
        stroke: colours.strong,
        strokeWidth: 1.5,
      }),
      Plot.ruleX([0], { stroke: colours.grid }),
      Plot.axisY({
        tickSize: 0,
        tickPadding: 8,
        fill: colours.strong,
        tickFormat: (rank: number) => shorten(top[rank]?.feature ?? "", room),
        label: null,
      }),
      horizontalAxis({
        ticks: [],
        label: text(permuted ? "importance.axis" : "importance.axisPlain"),
      }),
    ],
  });
}
