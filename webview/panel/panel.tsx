/** The whole page from its state; null while the extension has not yet answered. */
import { render } from "preact";
import type { PanelState } from "#protocol/metricsPanel.ts";
import { text } from "../page/strings.ts";
import { announcement } from "./announcement.ts";
import { NoRun, RefusedState } from "./emptyState.tsx";
import { RunPage } from "./runPage.tsx";
import { Skeletons } from "./skeletons.tsx";

function Content({ state }: { state: PanelState | null }) {
  if (state === null) return <Waiting />;
  switch (state.state) {
    case "noProject":
    case "untrusted":
    case "neverRan":
      return <NoRun key={state.state} reason={state.state} />;
    case "refused":
      return <RefusedState {...state} />;
    case "run":
      return <RunPage {...state} />;
  }
}

function Waiting() {
  return (
    <>
      <Skeletons kind="cards" count={1} />
      <div class="charts">
        <Skeletons kind="chart" count={4} />
      </div>
    </>
  );
}

/** One polite live region: its words change with the phase, not with each repaint. */
function Panel({ state }: { state: PanelState | null }) {
  return (
    <>
      <main aria-label={text("page.title")}>
        <Content state={state} />
      </main>
      <p role="status" class="heard">
        {announcement(state)}
      </p>
    </>
  );
}

export function drawPanel(state: PanelState | null): void {
  render(<Panel state={state} />, document.body);
}
