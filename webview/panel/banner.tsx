/** What went wrong in a run, where, and what to do next. A run that ended well and read well has none. */
import type { RunView } from "#protocol/metricsPanel.ts";
import { Button } from "../controls.ts";
import { Problems } from "../page/problems.tsx";
import { text } from "../page/strings.ts";
import { openProblem, send } from "./send.ts";

function titleOf({ phase, stages, problems }: RunView): string | null {
  switch (phase) {
    case "failed": {
      const stage = stages.find(({ state }) => state === "failed");
      return stage === undefined ? text("banner.failed") : text("banner.failedStage", { stage: stage.name });
    }
    case "cancelled":
      return text("banner.cancelled");
    case "running":
    case "done":
      return problems.length > 0 ? text("banner.warnings") : null;
  }
}

/** Of somebody else's run there is no log here, and nothing to open or to run again. */
export function Banner({ run, isOwn }: { run: RunView; isOwn: boolean }) {
  const title = titleOf(run);
  if (title === null) return null;
  return (
    <section class={`banner ${run.phase}`} aria-labelledby="banner-title">
      <h2 id="banner-title">
        <bdi>{title}</bdi>
      </h2>
      {isOwn && run.phase === "cancelled" && <p>{text("banner.cancelledText")}</p>}
      {run.problems.length > 0 && <Problems problems={run.problems} onOpen={isOwn ? openProblem : null} />}
      {isOwn && run.phase !== "running" && (
        <div class="actions">
          <Button name="openLog" appearance="primary" onClick={() => send({ type: "openLog" })}>
            {text("run.openLog")}
          </Button>
          <Button name="run" appearance="secondary" onClick={() => send({ type: "run" })}>
            {text("run.again")}
          </Button>
        </div>
      )}
    </section>
  );
}
