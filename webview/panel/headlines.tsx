/** The headline cards: one big figure each, and beneath it what it is measured against. */
import { formatMetric } from "#protocol/metrics.ts";
import type { Headline, RunView } from "#protocol/metricsPanel.ts";
import { text } from "../page/strings.ts";
import { changeWords, comparisonWords, headlineLabel, shownHeadlines } from "./headlineWords.ts";

export function Headlines({ run }: { run: RunView }) {
  const shown = shownHeadlines(run);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="headlines-title">
      <h2 id="headlines-title" class="heard">
        {text("headlines.title")}
      </h2>
      <dl class="cards">
        {shown.map((headline) => (
          <Card
            key={headline.name}
            headline={headline}
            label={headlineLabel(headline, shown, run.split)}
            namesRun={namesRun(headline, shown)}
          />
        ))}
      </dl>
    </section>
  );
}

/** Only the first says since which run, unless another is compared with a different one. */
function namesRun({ name, previous }: Headline, [first]: readonly Headline[]): boolean {
  return first === undefined || first.name === name || first.previous?.number !== previous?.number;
}

function Card({ headline, label, namesRun }: { headline: Headline; label: string; namesRun: boolean }) {
  const change = changeWords(headline, namesRun);
  const comparison = comparisonWords(headline);
  return (
    <div class="card">
      <dt title={headline.name}>
        <bdi>{label}</bdi>
      </dt>
      <dd class="figure">{formatMetric(headline.value)}</dd>
      <dd class="change">
        {change === null ? (
          text("headlines.first")
        ) : (
          <>
            <span class={change.tone}>{change.words}</span> {change.since}
          </>
        )}
      </dd>
      {comparison !== "" && <dd class="comparison">{comparison}</dd>}
    </div>
  );
}
