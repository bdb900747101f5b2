/** Runs as a table for a spreadsheet: one row a run, a column for every parameter and metric that any of them has. */
import { csvFormatRows } from "d3-dsv";
import type { RunRecord } from "#protocol/run.ts";
import { metrics } from "./compareRuns.ts";

const leading = ["run", "started", "seconds", "who", "why", "outcome", "commit", "suggestion"] as const;

/** What a spreadsheet would take for a formula is marked as text. */
export function runsCsv(records: readonly RunRecord[]): string {
  const figures = records.map((record) => metrics(record));
  const names = [...new Set(figures.flatMap((each) => [...each.keys()]))];
  const keys = [...new Set(records.flatMap(({ params }) => params.map(paramName)))];
  const rows = records.map((record, index) => {
    const values = new Map(record.params.map((param) => [paramName(param), param.value]));
    return [
      ...leadingCells(record),
      ...keys.map((key) => cellOf(values.get(key) ?? null)),
      ...names.map((name) => cellOf(figures[index]?.get(name) ?? null)),
    ];
  });
  return `${csvFormatRows([[...leading, ...keys, ...names].map(cellOf), ...rows])}\n`;
}

function paramName({ path, key }: RunRecord["params"][number]): string {
  return `${path}:${key}`;
}

function leadingCells({ number, startedAt, ms, trigger, outcome, git, suggestion }: RunRecord): string[] {
  const seconds = Number((ms / 1000).toFixed(3));
  const [commit, idea] = [git?.commit ?? null, suggestion?.text ?? null];
  return [number, startedAt, seconds, trigger.who, trigger.why, outcome, commit, idea].map(cellOf);
}

function cellOf(value: unknown): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
