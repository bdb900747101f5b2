/**
 * One chart in its frame: drawn again only when its drawing or its width changes. For those who do not see it there
 * is a sentence, and the data as a table on demand.
 */
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Chart } from "../charts/chart.ts";
import { text } from "../page/strings.ts";
import { DataTable } from "./dataTable.tsx";

export function Figure({ chart }: { chart: Chart }) {
  const id = useId();
  return (
    <div class="chart">
      <figure
        // biome-ignore lint/a11y/noNoninteractiveTabindex: charts are stops on the way, so that each is heard
        tabIndex={0}
        data-key={`chart ${chart.key}`}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-summary`}
      >
        <div class="chart-head">
          <h3 id={`${id}-title`}>
            <bdi>{chart.title}</bdi>
          </h3>
          <p class="aside">{chart.aside}</p>
        </div>
        <p id={`${id}-summary`} class="heard">
          {chart.summary}
        </p>
        {chart.draw === null ? (
          <DataTable chart={chart} />
        ) : (
          <Drawing signature={chart.signature} draw={chart.draw} />
        )}
      </figure>
      {chart.draw !== null && <TableOnDemand chart={chart} />}
    </div>
  );
}

type DrawingProperties = { signature: string; draw: NonNullable<Chart["draw"]> };

function Drawing({ signature, draw }: DrawingProperties) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  // `draw` is new each time; the signature says when it differs.
  useLayoutEffect(() => {
    if (width > 0) place.current?.replaceChildren(draw({ width, height: heightFor(width) }));
  }, [signature, width]);
  return <div class="drawing" ref={place} />;
}

/** Half as high as wide, but never flat on a narrow page nor towering on a wide one. */
function heightFor(width: number): number {
  return Math.round(Math.min(300, Math.max(220, width * 0.5)));
}

/** The element's width in whole pixels; 0 until it is laid out. */
function useWidth(place: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const measure = () => setWidth(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return width;
}

/** The rows exist only while they are open. */
function TableOnDemand({ chart }: { chart: Chart }) {
  const [isOpen, setOpen] = useState(false);
  const label = text("charts.asTable", { title: chart.title });
  return (
    <details class="data" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary data-key={`table ${chart.key}`} aria-label={label} title={label}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="M1.5 3.5h13v9h-13zM1.5 6.5h13M1.5 9.5h13M6 3.5v9" fill="none" stroke="currentColor" />
        </svg>
      </summary>
      {isOpen && <DataTable chart={chart} />}
    </details>
  );
}
