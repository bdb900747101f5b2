/** A stage's state as a sign, each of a shape of its own: colour is never all that tells them apart. */
import type { ShownState } from "#protocol/graphPanel.ts";

const circle = "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5z";
const tick = "M5 8.25l2.1 2.1L11.2 6";

const drawings: Readonly<Record<ShownState, string>> = {
  fresh: `${circle}${tick}`,
  ran: tick.replace("M5 8.25", "M2.5 8.5").replace("l2.1 2.1L11.2 6", "l3.5 3.5L13.5 4.5"),
  cached: "M2 4.5h12M3.5 4.5V13h9V4.5M6.5 7.5h3",
  restored: "M3 3v3.5h3.5M3.4 6.3A5.5 5.5 0 1 1 2.5 9",
  stale: "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5zM8 4.5v4M8 10.8v.4",
  frozen: "M4 7.25h8v6.5H4zM5.5 7.25V5a2.5 2.5 0 0 1 5 0v2.25",
  pending: `${circle}M8 4.5V8l2.5 1.5`,
  running: "M8 1.75a6.25 6.25 0 0 1 6.25 6.25",
  skipped: "M3 4l5 4-5 4zM9 4v8M12.5 4v8",
  failed: `${circle}M5.75 5.75l4.5 4.5M10.25 5.75l-4.5 4.5`,
  cancelled: `${circle}M6 6h4v4H6z`,
  absent: "M4 8h8",
};

export function StateIcon({ state }: { state: ShownState }) {
  return (
    <svg class="state-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {state === "running" && <path class="track" d={circle} />}
      <path d={drawings[state]} />
    </svg>
  );
}
