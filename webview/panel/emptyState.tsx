/** Nothing to show yet: why, and the one thing to do next. */
import type { FromPanel, PanelState } from "#protocol/metricsPanel.ts";
import { Button } from "../controls.ts";
import { text } from "../page/strings.ts";
import { Choice } from "./choice.tsx";
import { Problems } from "./problems.tsx";
import { send } from "./send.ts";

type Reason = Exclude<PanelState["state"], "run" | "refused">;

const next = {
  noProject: { type: "newWorkshop" },
  untrusted: { type: "manageTrust" },
  neverRan: { type: "run" },
} as const satisfies Record<Reason, FromPanel>;

export function EmptyState({ reason }: { reason: Reason }) {
  return (
    <section class="empty" aria-labelledby="empty-title">
      <h1 id="empty-title">{text(`empty.${reason}.title`)}</h1>
      <p>{text(`empty.${reason}.text`)}</p>
      <Button name={reason} appearance="primary" onClick={() => send(next[reason])}>
        {text(`empty.${reason}.button`)}
      </Button>
    </section>
  );
}

type RefusedProperties = Omit<Extract<PanelState, { state: "refused" }>, "state">;

export function RefusedState({ problems, choice }: RefusedProperties) {
  return (
    <section class="empty refused" aria-labelledby="empty-title">
      <Choice choice={choice} />
      <h1 id="empty-title">{text("empty.refused.title")}</h1>
      <p>{text("empty.refused.text")}</p>
      <Problems problems={problems} areOwn />
      <Button name="refused" appearance="primary" onClick={() => send({ type: "run" })}>
        {text("empty.refused.button")}
      </Button>
    </section>
  );
}
