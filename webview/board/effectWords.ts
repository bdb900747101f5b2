/** What a suggestion brought, in words: `▼ 0.05 better`, `MAE 1.82 → 1.77`. */
import { formatMetric, metricChange, metricLabel } from "#protocol/metrics.ts";
import type { Effect } from "#protocol/suggestionsPanel.ts";
import { text } from "../page/strings.ts";

export interface EffectWords {
  readonly tone: "better" | "worse" | "plain";
  /** For eyes alone; empty where nothing changed. */
  readonly arrow: string;
  readonly change: string;
  readonly figures: string;
}

export function effectWords({ metric, before, after }: Effect): EffectWords {
  const change = metricChange(metric, before, after);
  const values = {
    metric: metricLabel(metric),
    before: formatMetric(before, { beside: after }),
    after: formatMetric(after),
  };
  const figures = text("effect.figures", values);
  if (change.type === "same") return { tone: "plain", arrow: "", change: text("effect.same"), figures };
  return {
    tone: change.type === "changed" ? "plain" : change.type,
    arrow: change.arrow,
    change: text(`effect.${change.type}`, { size: change.size }),
    figures,
  };
}
