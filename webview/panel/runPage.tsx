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
import { type Shown, useHeldOver } from "./heldOver.ts";
import { RunHeader } from "./runHeader.tsx";
import { Skeletons } from "./skeletons.tsx";
import { Stages } from "./stages.tsx";

export function RunPage({ run }: { run: RunView }) {
  const shown = useHeldOver(run);
  return (
    <article aria-labelledby="run-title">
      <RunHeader run={run}>{run.plots.length > 0 && <SaveButton run={run} />}</RunHeader>
      <Banner run={run} />
      {shown.gaps !== "none" && shown.run.headlines.length === 0 && (
        <Skeletons kind="cards" count={1} age={shown.gaps} />
      )}
      <Headlines run={shown.run} />
      <Charts {...shown} />
      <Stages run={run} />
    </article>
  );
}

function SaveButton({ run }: { run: RunView }) {
  const save = () => send({ type: "savePicture", svg: pictureOf(run) });
  return (
    <Button name="savePicture" appearance="secondary" onClick={save}>
      {text("run.savePicture")}
    </Button>
  );
}

function Charts({ run, gaps }: Shown) {
  const charts = chartsOf(run);
  if (charts.length === 0 && gaps === "none") return null;
  return (
    <section aria-labelledby="charts-title">
      <h2 id="charts-title" class="heard">
        {text("charts.title")}
      </h2>
      <div class="charts">
        {charts.map((chart) => (
          <Figure key={chart.key} chart={chart} />
        ))}
        {gaps !== "none" && <Skeletons kind="chart" count={4 - (charts.length % 4)} age={gaps} />}
      </div>
    </section>
  );
}
