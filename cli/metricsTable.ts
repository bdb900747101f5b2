/** The metrics of a run as a small table, beside the baseline and the run before. */
import { formatMetric, metricChange, metricLabel, metricsOf, metricsText } from "#protocol/metrics.ts";
import type { MetricsFile, RunRecord } from "#protocol/run.ts";
import { alignColumns } from "./terminal.ts";

/** By file and name, the value in the newest of the records that has it. */
function previousValue(records: readonly RunRecord[], path: string, name: string): number | null {
  for (const { metrics } of records) {
    const file = metrics.find((candidate) => candidate.path === path);
    const value = file && metricsOf(file).find((metric) => metric.name === name)?.value;
    if (value !== undefined) return value;
  }
  return null;
}

function changeText(name: string, before: number | null, after: number): string {
  if (before === null) return "";
  const change = metricChange(name, before, after);
  if (change.type === "same") return "same";
  const judgement = change.type === "changed" ? "" : ` ${change.type}`;
  return `${change.arrow} ${change.size}${judgement}`;
}

/** What the numbers were computed on; a sample that was made up is never taken for the real thing. */
function sourceLine(files: readonly MetricsFile[]): string[] {
  const source = metricsText(files, "source");
  const split = metricsText(files, "split");
  const parts = [
    ...(source === null ? [] : [source === "synthetic sample" ? `${source}, not real data` : source]),
    ...(split === null ? [] : [`${split} split`]),
  ];
  return parts.length === 0 ? [] : [`(${parts.join("; ")})`];
}

/** Lines; none without metrics. `earlier`: records before this run, newest first. */
export function metricsTable(files: readonly MetricsFile[], earlier: readonly RunRecord[]): string[] {
  const rows = files.flatMap((file) =>
    metricsOf(file).map(({ name, value, baseline }) => [
      files.length > 1 ? `${file.path} ${metricLabel(name)}` : metricLabel(name),
      formatMetric(value),
      baseline === null ? "" : formatMetric(baseline, { beside: value }),
      changeText(name, previousValue(earlier, file.path, name), value),
    ]),
  );
  if (rows.length === 0) return [];
  const table = alignColumns([["metric", "value", "baseline", "change"], ...rows], new Set([1, 2]));
  return [...table, ...sourceLine(files)];
}
