/** Nothing to show yet: why, and the one thing to do next. */
import type { FromPanel, PanelState } from "#protocol/metricsPanel.ts";
import { EmptyState } from "../page/emptyState.tsx";
import { Problems } from "../page/problems.tsx";
import { text } from "../page/strings.ts";
import { Choice } from "./choice.tsx";
import { openProblem, send } from "./send.ts";

type Reason = Exclude<PanelState["state"], "run" | "refused">;

const next = {
  noProject: { type: "newWorkshop" },
  untrusted: { type: "manageTrust" },
  neverRan: { type: "run" },
} as const satisfies Record<Reason, FromPanel>;

export function NoRun({ reason }: { reason: Reason }) {
  return (
    <EmptyState
      name={reason}
      title={text(`empty.${reason}.title`)}
      text={text(`empty.${reason}.text`)}
      button={text(`empty.${reason}.button`)}
      onClick={() => send(next[reason])}
    />
  );
}

type RefusedProperties = Omit<Extract<PanelState, { state: "refused" }>, "state">;

export function RefusedState({ problems, choice }: RefusedProperties) {
  return (
    <EmptyState
      name="refused"
      title={text("empty.refused.title")}
      text={text("empty.refused.text")}
      button={text("empty.refused.button")}
      onClick={() => send({ type: "run" })}
      head={<Choice choice={choice} />}
    >
      <Problems problems={problems} onOpen={openProblem} />
    </EmptyState>
  );
}
