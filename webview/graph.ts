/** The pipeline graph's page: parses what the extension sends and draws it. Everything it shows is in that state. */
import "./page/jitless.ts";
import { type PipelineGraph, type StageNow, toGraphSchema } from "#protocol/graphPanel.ts";
import { announcement } from "./graph/announcement.ts";
import { drawGraph } from "./graph/page.tsx";
import { send } from "./graph/send.ts";
import { restorePosition } from "./page/position.ts";

/** What is told of within this time is told together: a screen reader that is interrupted says nothing whole. */
const hearingTime = 500;

let graph: PipelineGraph | null = null;
let nows: ReadonlyMap<string, StageNow> = new Map();
/** As of the last announcement. */
let heardNows = nows;
let heard = "";
let isSpeaking = false;

function draw(): void {
  drawGraph({ graph, nows, heard });
}

function speak(): void {
  isSpeaking = false;
  heard = announcement(heardNows, nows) || heard;
  heardNows = nows;
  draw();
}

function take(changed: readonly StageNow[]): void {
  nows = new Map([...nows, ...changed.map((stage) => [stage.name, stage] as const)]);
  if (graph === null) heardNows = nows;
  else if (!isSpeaking) setTimeout(speak, hearingTime);
  isSpeaking = graph !== null;
}

window.addEventListener("message", ({ data }) => {
  const parsed = toGraphSchema.safeParse(data);
  if (!parsed.success) return;
  const message = parsed.data;
  const isFirst = graph === null;
  if (message.type === "stages") take(message.stages);
  else graph = message.graph;
  // Before the first graph there is more to come.
  if (graph === null) return;
  draw();
  if (isFirst) restorePosition();
});

draw();
send({ type: "ready" });
