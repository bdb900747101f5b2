/** The words and figures that several views share, so that they say the same thing of the same run. */
import * as vscode from "vscode";
import { durationOf } from "#protocol/duration.ts";
import { formatMetric, metricChange, metricLabel } from "#protocol/metrics.ts";
import type { Headline, RunView } from "#protocol/metricsPanel.ts";

export function formatDuration(ms: number): string {
  const duration = durationOf(ms);
  switch (duration.unit) {
    case "milliseconds":
      return vscode.l10n.t("{0} ms", duration.count);
    case "seconds":
      return vscode.l10n.t("{0} s", duration.count);
    case "minutes":
      return vscode.l10n.t("{0} min {1} s", duration.minutes, duration.seconds);
  }
}

/** `MAE 1.77 ▼ 0.05`, as the status bar has room for. */
export function headlineText({ name, value, previous }: Headline): string {
  const figure = `${metricLabel(name)} ${formatMetric(value)}`;
  const change = previous === null ? null : metricChange(name, previous.value, value);
  return change === null || change.type === "same" ? figure : `${figure} ${change.arrow} ${change.size}`;
}

/** The same for ears: `MAE 1.77, better by 0.05 than run 13`. */
export function headlineSpeech({ name, value, previous }: Headline): string {
  const figure = `${metricLabel(name)} ${formatMetric(value)}`;
  if (previous === null) return figure;
  const change = metricChange(name, previous.value, value);
  switch (change.type) {
    case "same":
      return vscode.l10n.t("{0}, the same as run {1}", figure, previous.number);
    case "better":
      return vscode.l10n.t("{0}, better by {1} than run {2}", figure, change.size, previous.number);
    case "worse":
      return vscode.l10n.t("{0}, worse by {1} than run {2}", figure, change.size, previous.number);
    case "changed":
      return vscode.l10n.t("{0}, changed by {1} since run {2}", figure, change.size, previous.number);
  }
}

export function isSynthetic({ source }: Pick<RunView, "source">): boolean {
  return source?.includes("synthetic") ?? false;
}
