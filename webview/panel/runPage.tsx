/** A run, whether it is under way or over: what is known of it shows, what is still to come is hinted at. */
import type { RunView } from "#protocol/metricsPanel.ts";
import { chartsOf } from "../charts/chartsOf.ts";
import { Button } from "../controls.ts";
import { send } from "../page/host.ts";
import { text } from "../page/strings.ts";
import { pictureOf } from "../picture/picture.ts";
import { Banner } from "./banner.tsx";
import { Figure } from "./figure.tsx";
import { Headlines } from "./headlines.tsx";
import { RunHeader } from "./runHeader.tsx";
import { Skeletons } from "./skeletons.tsx";
import { Stages } from "./stages.tsx";

export function RunPage({ run }: { run: RunView }) {
  const charts = chartsOf(run);
  const isDrawn = charts.some(({ draw }) => draw !== null);
  return (
    <article aria-labelledby="run-title">
      <RunHeader run={run}>
        {isDrawn && (
          <Button
            name="savePicture"
            appearance="secondary"
            onClick={() => send({ type: "savePicture", svg: pictureOf(run) })}
          >
            {text("run.savePicture")}
          </Button>
        )}
      </RunHeader>
      <Banner run={run} />
      <Headlines run={run} />
      <section aria-labelledby="charts-title" hidden={charts.length === 0 && run.phase !== "running"}>
        <h2 id="charts-title" class="heard">
          {text("charts.title")}
        </h2>
        <div class="charts">
          {charts.map((chart) => (
            <Figure key={chart.key} chart={chart} />
          ))}
          {run.phase === "running" && run.plots.length === 0 && (
            <Skeletons count={charts.length === 0 ? 4 : 3} />
          )}
        </div>
      </section>
      <Stages run={run} />
    </article>
  );
}
