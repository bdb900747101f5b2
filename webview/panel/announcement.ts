/** What a screen reader hears when a run changes its phase. The same state gives the same words, so nothing repeats. */
import { formatMetric } from "#protocol/metrics.ts";
import type { PanelState, RunView } from "#protocol/metricsPanel.ts";
import { text } from "../page/strings.ts";
import { changeWords, headlineLabel, shownHeadlines } from "./headlineWords.ts";

export function announcement(state: PanelState | null): string {
  if (state?.state !== "run") return "";
  const { run, runner } = state;
  const words = runAnnouncement(run);
  if (runner === undefined) return words;
  const { name } = runner;
  return runner.interrupted
    ? text("announce.interrupted", { number: run.number, name })
    : text("announce.of", { name, words });
}

function runAnnouncement(run: RunView): string {
  const { number, phase } = run;
  switch (phase) {
    case "running":
      return text("announce.running", { number });
    case "cancelled":
      return text("announce.cancelled", { number });
    case "failed":
      return text("announce.failed", { number, problem: run.problems[0]?.message.slice(0, 300) ?? "" });
    case "done":
      return [text("announce.done", { number }), ...headlineSentences(run)].join(" ");
  }
}

function headlineSentences(run: RunView): string[] {
  if (run.figuresOf !== run.number) return [];
  const shown = shownHeadlines(run);
  const [first] = shown;
  if (first === undefined) return [];
  const label = headlineLabel(first, shown, run.split);
  const value = formatMetric(first.value);
  const change = changeWords(first, true);
  const sentence =
    change === null
      ? text("announce.headline", { label, value })
      : text("announce.change", {
          label,
          value,
          change: `${change.words.replace(/^[▲▼] /, "")} ${change.since}`,
        });
  return run.source === null
    ? [`${sentence}.`]
    : [`${sentence}.`, text("announce.sample", { source: run.source.slice(0, 80) })];
}
