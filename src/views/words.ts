/** The words and figures that several views share, so that they say the same thing of the same run. */
import * as vscode from "vscode";
import { formatMetric, metricChange, metricLabel } from "#protocol/metrics.ts";
import type { Headline, RunView } from "#protocol/metricsPanel.ts";

export function formatDuration(ms: number): string {
  if (ms < 1000) return vscode.l10n.t("{0} ms", Math.round(ms));
  if (ms < 60_000) return vscode.l10n.t("{0} s", (ms / 1000).toFixed(1));
  return vscode.l10n.t("{0} min {1} s", Math.floor(ms / 60_000), Math.round((ms % 60_000) / 1000));
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
