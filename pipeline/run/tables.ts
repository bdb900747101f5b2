/** Plot files as tables of columns: csv, tsv, and JSON or YAML lists of objects. */
import { csvParseRows, tsvParseRows } from "d3-dsv";
import { maximumPlotRows, type PlotTable } from "#protocol/run.ts";
import { isList, isMap, keyText, type Value } from "../format/value.ts";

export type Table = Pick<PlotTable, "columns" | "rows">;
type Cell = PlotTable["columns"][number]["values"][number];

/** Null when there is not even a header. */
export function separatedTable(text: string, separator: "," | "\t", header: boolean): Table | null {
  const rows = separator === "," ? csvParseRows(text) : tsvParseRows(text);
  const filled = rows.filter((row) => row.some((cell) => cell !== ""));
  const [first] = filled;
  if (first === undefined) return null;
  const names = header ? first : first.map((_, index) => String(index));
  const data = header ? filled.slice(1) : filled;
  const kept = data.slice(0, maximumPlotRows);
  const columns = names.map((name, index) => ({ name, values: kept.map((row) => cellOf(row[index] ?? "")) }));
  return { columns, rows: data.length };
}

function cellOf(text: string): Cell {
  if (text.trim() === "") return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** A list of objects, or a map whose first list is one, as DVC takes it. Null for anything else. */
export function objectsTable(root: Value): Table | null {
  const list = isMap(root) ? Array.from(root.values()).find(isList) : root;
  if (!isList(list)) return null;
  const rows = list.filter(isMap);
  if (rows.length !== list.length || rows.length === 0) return null;
  const kept = rows.slice(0, maximumPlotRows);
  const keys = new Set(kept.flatMap((row) => Array.from(row.keys())));
  const columns = Array.from(keys, (key) => ({
    name: keyText(key),
    values: kept.map((row) => plainCell(row.get(key))),
  }));
  return { columns, rows: rows.length };
}

function plainCell(value: Value | undefined): Cell {
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string") return value;
  return value === undefined || value === null ? null : String(value);
}
