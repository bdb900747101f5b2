/** A headline metric in words: which are shown, what they are called, how they changed. */
import { formatMetric, metricChange, metricDirection, metricLabel } from "#protocol/metrics.ts";
import type { Headline, RunView } from "#protocol/metricsPanel.ts";
import { shorten } from "../charts/words.ts";
import { text } from "../page/strings.ts";

const most = 4;

/** The first that have a better and a worse; without any such, the first of all. */
export function shownHeadlines({ headlines }: RunView): Headline[] {
  const judged = headlines.filter(({ name }) => metricDirection(name) !== "neither");
  return (judged.length > 0 ? judged : headlines).slice(0, most);
}

/** `MAE, validation`: the first says which part of the data was judged; equal labels say where they stand. */
export function headlineLabel({ name }: Headline, shown: readonly Headline[], split: string | null): string {
  const metric = metricLabel(name);
  const twins = shown.filter((other) => metricLabel(other.name) === metric);
  const group = name.slice(0, Math.max(0, name.lastIndexOf(".")));
  const part = twins.length > 1 && group !== "" ? group : shown[0]?.name === name ? split : null;
  const label = part === null ? metric : text("headlines.labelOf", { metric, part });
  return shorten(label, 60);
}

export interface ChangeWords {
  readonly tone: "better" | "worse" | "plain";
  /** `▼ 0.05 better` */
  readonly words: string;
  /** `than run 13`; empty when another headline beside it says so. */
  readonly since: string;
}

/** Null for the first run that has the metric. */
export function changeWords({ name, value, previous }: Headline, namesRun: boolean): ChangeWords | null {
  if (previous === null) return null;
  const change = metricChange(name, previous.value, value);
  const { number } = previous;
  const than = namesRun ? text("headlines.thanRun", { number }) : "";
  const since = namesRun ? text("headlines.sinceRun", { number }) : "";
  switch (change.type) {
    case "same":
      return { tone: "plain", words: text("headlines.same"), since };
    case "better":
      return { tone: "better", words: text("headlines.better", change), since: than };
    case "worse":
      return { tone: "worse", words: text("headlines.worse", change), since: than };
    case "changed":
      return { tone: "plain", words: text("headlines.changed", change), since };
  }
}

/** `best 1.75 · baseline 2.22`, as far as both are known. */
export function comparisonWords({ value, best, baseline }: Headline): string {
  const parts = [
    best === null ? null : text("headlines.best", { value: formatMetric(best, { beside: value }) }),
    baseline === null
      ? null
      : text("headlines.baseline", { value: formatMetric(baseline, { beside: value }) }),
  ];
  return parts.filter((part) => part !== null).join(" · ");
}
