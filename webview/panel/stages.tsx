/** Where the time went: the stages in their order, live while they run. */
import type { PanelStage, RunView } from "#protocol/metricsPanel.ts";
import { type StringKey, text } from "../page/strings.ts";
import { formatDuration } from "../page/times.ts";

/** Said of a stage beside its time; one that simply ran needs no word. */
const words = {
  pending: "stages.pending",
  running: "stages.running",
  ran: null,
  cached: "stages.cached",
  restored: "stages.restored",
  skipped: "stages.skipped",
  failed: "stages.failed",
  cancelled: "stages.cancelled",
} as const satisfies Record<PanelStage["state"], StringKey | null>;

export function Stages({ run }: { run: RunView }) {
  return (
    <section class="stages" aria-labelledby="stages-title">
      <h2 id="stages-title" class="heard">
        {text("stages.title")}
      </h2>
      <ol>
        {run.stages.map((stage) => (
          <Stage key={stage.name} stage={stage} />
        ))}
      </ol>
      {run.ms !== null && <p class="total">{text("stages.total", { time: formatDuration(run.ms) })}</p>}
    </section>
  );
}

function Stage({ stage: { name, state, ms } }: { stage: PanelStage }) {
  const word = words[state];
  return (
    <li class={`stage ${state}`}>
      {state === "running" && <span class="spinner" aria-hidden="true" />}
      <bdi class="stage-name" title={name}>
        {name}
      </bdi>
      {ms !== null && state !== "skipped" && <span> {formatDuration(ms)}</span>}
      {word !== null && <span class="stage-word"> {text(word)}</span>}
    </li>
  );
}
