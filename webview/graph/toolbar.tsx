/** Above the graph: how the pipeline stands as a whole, whose run it is, and how large it is drawn. */
import type { PipelineGraph, StageNow } from "#protocol/graphPanel.ts";
import { counted, text } from "../page/strings.ts";
import { tally } from "./words.ts";
import type { Zoom } from "./zoom.ts";

type Runner = Extract<PipelineGraph, { state: "stages" }>["runner"];

interface ToolbarProperties {
  nows: readonly StageNow[];
  runner: Runner;
  zoom: Zoom;
  onKeys: () => void;
}

export function Toolbar({ nows, runner, zoom, onKeys }: ToolbarProperties) {
  const summary = text("graph.summary", {
    stages: counted("graph.stages", nows.length),
    states: tally(nows),
  });
  return (
    <header class="toolbar">
      {runner !== null && (
        <p class="runner">
          <bdi>{runnerWords(runner)}</bdi>
        </p>
      )}
      <p class="summary" title={summary}>
        {summary}
      </p>
      <div class="tools">
        <Tool name="zoomOut" words={text("graph.zoomOut")} sign="−" onClick={() => zoom.by(-1)} />
        <span class="percent">{text("graph.zoomed", { percent: Math.round(zoom.scale * 100) })}</span>
        <Tool name="zoomIn" words={text("graph.zoomIn")} sign="+" onClick={() => zoom.by(1)} />
        <button
          type="button"
          class="plain"
          data-key="fit"
          title={text("graph.fitTitle")}
          aria-pressed={zoom.isFitted}
          onClick={zoom.fit}
        >
          {text("graph.fit")}
        </button>
        <Tool name="keys" words={text("keys.title")} sign="?" onClick={onKeys} />
      </div>
    </header>
  );
}

function runnerWords({ name, run, drives, interrupted }: NonNullable<Runner>): string {
  const words = text("graph.runner", { name, run });
  if (interrupted) return `${words} · ${text("run.interrupted", { name })}`;
  return drives ? `${words} · ${text("run.drives", { name })}` : words;
}

interface ToolProperties {
  name: string;
  words: string;
  sign: string;
  onClick: () => void;
}

function Tool({ name, words, sign, onClick }: ToolProperties) {
  return (
    <button type="button" class="plain" data-key={name} aria-label={words} title={words} onClick={onClick}>
      {sign}
    </button>
  );
}
