/** The whole page from what the extension sent: the graph between its toolbar and its details, or why there is none. */
import { render } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import * as z from "zod";
import type { PipelineGraph, StageNow } from "#protocol/graphPanel.ts";
import { keep, kept } from "../page/host.ts";
import { KeysDialog } from "../page/keysDialog.tsx";
import { keyedElement } from "../page/position.ts";
import { text } from "../page/strings.ts";
import { Details } from "./details.tsx";
import { Drawing } from "./drawing.tsx";
import { listedKeys, zoomKey } from "./keys.ts";
import { layoutOf, stackOf } from "./layout.ts";
import { NoGraph } from "./noGraph.tsx";
import { Toolbar } from "./toolbar.tsx";
import { stopsOf } from "./walk.ts";
import { useZoom, type Zoom } from "./zoom.ts";

export interface Shown {
  /** Null until everything has arrived. */
  readonly graph: PipelineGraph | null;
  readonly nows: ReadonlyMap<string, StageNow>;
  /** What a screen reader is told. */
  readonly heard: string;
}

type Stages = Extract<PipelineGraph, { state: "stages" }>;

const activeSchema = z.string().nullable().catch(null);

function StagesPage({ graph, nows }: { graph: Stages; nows: Shown["nows"] }) {
  const { stages, of, runner } = graph;
  const isOwn = of === "own";
  const isLinked = isOwn || stages.some(({ needs }) => needs.length > 0);
  const layout = useMemo(() => (isLinked ? layoutOf(stages) : stackOf(stages)), [stages, isLinked]);
  const stops = useMemo(() => stopsOf(layout), [layout]);
  const [wanted, setWanted] = useState(() => kept("active", activeSchema));
  useEffect(() => keep("active", wanted), [wanted]);
  const active = stops.find(({ key }) => key === wanted) ?? stops[0] ?? null;
  const view = useRef<HTMLDivElement>(null);
  const zoom = useZoom(view, layout);
  usePageKeys(zoom, active?.key ?? null);
  useEntry(active?.key ?? null);
  const keys = useRef<HTMLDialogElement>(null);
  const nowOf = (names: readonly string[]) => names.flatMap((name) => nows.get(name) ?? []);
  return (
    <div class="page">
      <Toolbar
        nows={nowOf(stages.map(({ name }) => name))}
        runner={runner}
        zoom={zoom}
        onKeys={() => keys.current?.showModal()}
      />
      <main aria-label={text("graph.title")}>
        <h1 class="heard">{text("graph.title")}</h1>
        <p id="graph-hint" hidden>
          {text("graph.hint")}
        </p>
        {!isLinked && <p class="order">{text("graph.order")}</p>}
        <Drawing
          layout={layout}
          stops={stops}
          nows={nows}
          active={active}
          isOwn={isOwn}
          zoom={zoom}
          view={view}
          onActive={setWanted}
        />
        {active !== null && (
          <Details
            stop={active}
            stages={stages.filter(({ name }) => active.stages.includes(name))}
            nows={nowOf(active.stages)}
            isOwn={isOwn}
          />
        )}
      </main>
      <KeysDialog dialog={keys} keys={listedKeys} />
    </div>
  );
}

/** Keys that mean the same everywhere on the page. */
function usePageKeys(zoom: Zoom, active: string | null): void {
  useEffect(() => {
    const zoomBy = { in: () => zoom.by(1), out: () => zoom.by(-1), fit: zoom.fit };
    const pressed = (event: KeyboardEvent) => {
      const key = zoomKey(event);
      if (key !== null) {
        event.preventDefault();
        // The editor's window is not to zoom along.
        event.stopPropagation();
        zoomBy[key]();
      } else if (event.key === "Escape") keyedElement(active ?? "")?.focus();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [zoom.by, zoom.fit, active]);
}

/** Who comes to the page from elsewhere, and not to any part of it, is on the graph at once. */
function useEntry(active: string | null): void {
  useEffect(() => {
    const enter = () => {
      if (document.activeElement === document.body)
        keyedElement(active ?? "")?.focus({ preventScroll: true });
    };
    if (document.hasFocus()) enter();
    window.addEventListener("focus", enter);
    return () => window.removeEventListener("focus", enter);
  }, [active]);
}

function Page({ graph, nows, heard }: Shown) {
  return (
    <>
      {graph?.state === "stages" ? <StagesPage graph={graph} nows={nows} /> : <NoGraph graph={graph} />}
      <p role="status" class="heard">
        {heard}
      </p>
    </>
  );
}

export function drawGraph(shown: Shown): void {
  render(<Page {...shown} />, document.body);
}
