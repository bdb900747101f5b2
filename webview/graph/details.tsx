/** All about the stage that the keyboard is at, or was last, and what can be done with it. */
import type { GraphStage, StageAction, StageNow } from "#protocol/graphPanel.ts";
import { shorten } from "../charts/words.ts";
import { counted, type StringKey, text } from "../page/strings.ts";
import { act, send } from "./send.ts";
import { StateIcon } from "./stateIcon.tsx";
import type { Stop } from "./walk.ts";
import { stateWords, tally } from "./words.ts";

/** Of a list, as many as there is room for. */
const most = 8;
const longest = 200;

interface DetailsProperties {
  stop: Stop;
  stages: readonly GraphStage[];
  nows: readonly StageNow[];
  isOwn: boolean;
}

export function Details({ stop, stages, nows, isOwn }: DetailsProperties) {
  const [stage] = stages;
  const [now] = nows;
  if (stage === undefined || now === undefined) return null;
  const isBusy = nows.some(({ state }) => state === "running" || state === "pending");
  const isStale = nows.some(({ why }) => why.length > 0);
  return (
    <section class="details" aria-labelledby="details-title">
      <header>
        <h2 id="details-title">
          <bdi>{stop.name}</bdi>
        </h2>
        <p class={`details-state ${stop.isGroup ? "" : now.state}`}>
          {!stop.isGroup && <StateIcon state={now.state} />}
          <bdi>{stop.isGroup ? tally(nows) : stateWords(now)}</bdi>
        </p>
        {isOwn && <Actions stages={stop.stages} isBusy={isBusy} isStale={isStale} />}
      </header>
      <dl>
        <Facts title="graph.details.why" facts={stop.isGroup ? [] : untold(now)} />
        <Facts title="graph.details.reads" facts={unique(stages.flatMap(({ reads }) => reads))} />
        <Facts title="graph.details.writes" facts={unique(stages.flatMap(({ writes }) => writes))} />
      </dl>
    </section>
  );
}

/** One reason for being stale stands beside the state already. */
function untold({ state, why }: StageNow): readonly string[] {
  return state === "stale" && why.length === 1 ? [] : why;
}

function unique(paths: readonly string[]): readonly string[] {
  return Array.from(new Set(paths));
}

function Facts({ title, facts }: { title: StringKey; facts: readonly string[] }) {
  if (facts.length === 0) return null;
  return (
    <div class="facts">
      <dt>{text(title)}</dt>
      {facts.slice(0, most).map((fact) => (
        <dd key={fact}>
          <bdi>{shorten(fact, longest)}</bdi>
        </dd>
      ))}
      {facts.length > most && <dd class="more">{counted("graph.details.more", facts.length - most)}</dd>}
    </div>
  );
}

interface ActionsProperties {
  stages: readonly string[];
  /** It runs, or is about to. */
  isBusy: boolean;
  isStale: boolean;
}

function Actions({ stages, isBusy, isStale }: ActionsProperties) {
  const offered: readonly StageAction[] = [
    ...(isBusy ? [] : (["run", "reproduce"] as const)),
    ...(isStale ? (["explain"] as const) : []),
    "define",
    "code",
  ];
  return (
    <div class="actions">
      {isBusy && (
        <button type="button" data-key="cancel" class="primary" onClick={() => send({ type: "cancel" })}>
          {text("graph.action.cancel")}
        </button>
      )}
      {offered.map((action) => (
        <button
          key={action}
          type="button"
          data-key={`action ${action}`}
          class={action === "run" ? "primary" : ""}
          onClick={() => act(action, stages)}
        >
          {text(`graph.action.${action}`)}
        </button>
      ))}
    </div>
  );
}
