/** A run, whether it is under way or over. Until it has figures of its own, those of the last good run stand, dimmed. */
import type { PanelState, RunView } from "#protocol/metricsPanel.ts";
import { chartsOf } from "../charts/chartsOf.ts";
import { Button } from "../controls.ts";
import { text } from "../page/strings.ts";
import { pictureOf } from "../picture/picture.ts";
import { Banner } from "./banner.tsx";
import { Choice } from "./choice.tsx";
import { Figure } from "./figure.tsx";
import { Headlines } from "./headlines.tsx";
import { RunHeader } from "./runHeader.tsx";
import { send } from "./send.ts";
import { Skeletons } from "./skeletons.tsx";
import { Stages } from "./stages.tsx";

type RunState = Extract<PanelState, { state: "run" }>;

export function RunPage({ run, runner, choice }: Omit<RunState, "state">) {
  const hasFigures = run.figuresOf === run.number;
  const awaited = run.phase === "running" && runner?.interrupted !== true;
  return (
    <article aria-labelledby="run-title">
      <RunHeader run={run} runner={runner}>
        <Choice choice={choice} />
        {hasFigures && run.plots.length > 0 && <SaveButton run={run} />}
      </RunHeader>
      <Banner run={run} isOwn={runner === undefined} />
      <div class={hasFigures ? "figures" : "figures earlier"}>
        <Figures run={run} awaited={awaited} />
      </div>
      <Stages run={run} />
    </article>
  );
}

interface FiguresProperties {
  run: RunView;
  /** More of them may come. */
  awaited: boolean;
}

function Figures({ run, awaited }: FiguresProperties) {
  const isBare = awaited && run.headlines.length + run.plots.length === 0;
  return (
    <>
      {isBare && <Skeletons kind="cards" count={1} />}
      <Headlines run={run} />
      <Charts run={run} awaited={awaited} />
    </>
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

function Charts({ run, awaited }: FiguresProperties) {
  const charts = chartsOf(run);
  const isWaiting = awaited && run.plots.length === 0;
  if (charts.length === 0 && !isWaiting) return null;
  return (
    <section aria-labelledby="charts-title">
      <h2 id="charts-title" class="heard">
        {text("charts.title")}
      </h2>
      <div class="charts">
        {charts.map((chart) => (
          <Figure key={chart.key} chart={chart} />
        ))}
        {isWaiting && <Skeletons kind="chart" count={4 - (charts.length % 4)} />}
      </div>
    </section>
  );
}
