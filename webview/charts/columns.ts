/** Reading a plot's table: columns by name, numbers by row. Names are foreign text, so they are never object keys. */
import type { PlotTable } from "#protocol/run.ts";
import { type ChartTable, maximumTableRows } from "./chart.ts";

export type Cell = PlotTable["columns"][number]["values"][number];
export type Column = PlotTable["columns"][number];

export function columnOf(table: PlotTable, name: string): Column | null {
  return table.columns.find((column) => column.name === name) ?? null;
}

export function isNumeric({ values }: Column): boolean {
  return values.some(isNumber) && values.every((value) => value === null || isNumber(value));
}

/** Beyond it, sums and differences on the way to the screen would run out of a number's range. */
export const largest = 1e150;

/** A number that can be drawn. */
export function isNumber(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= largest;
}

/** A figure as a table's cell shows it: up to six significant figures; a minus sign that is a minus. */
export function cellText(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  return String(Number(value.toPrecision(6))).replace("-", "\u2212");
}

export function tableOf(columns: readonly Column[], total: number): ChartTable {
  const length = Math.min(maximumTableRows, Math.max(0, ...columns.map(({ values }) => values.length)));
  return {
    columns: columns.map(({ name }) => name),
    rows: Array.from({ length }, (_, row) => columns.map(({ values }) => cellText(values[row] ?? null))),
    total,
  };
}
