/** What is said of a stage: on its card, below the graph, and to those who hear it. */
import type { GraphStage, ShownState, StageNow } from "#protocol/graphPanel.ts";
import { shorten } from "../charts/words.ts";
import { counted, formatCount, type StringKey, text } from "../page/strings.ts";
import { formatDuration } from "../page/times.ts";
import { groupOf } from "./shape.ts";

/** Of a list of paths, as many as anybody listens to. */
const mostHeard = 5;
const longestReason = 160;

const stateKeys = {
  fresh: "graph.state.fresh",
  stale: "graph.state.stale",
  frozen: "graph.state.frozen",
  pending: "graph.state.pending",
  running: "graph.state.running",
  ran: "graph.state.ran",
  cached: "graph.state.cached",
  restored: "graph.state.restored",
  skipped: "graph.state.skipped",
  failed: "graph.state.failed",
  cancelled: "graph.state.cancelled",
  absent: "graph.state.absent",
} as const satisfies Record<ShownState, StringKey>;

export function stateWord(state: ShownState): string {
  return text(stateKeys[state]);
}

/** On a card: the state, how long it took, and the first reason of a stale one. */
export function stateWords({ state, ms, why }: StageNow): string {
  const word = stateWord(state);
  const [reason] = why;
  if (state === "stale" && reason !== undefined) {
    return text("graph.withReason", { state: word, reason: shorten(reason, longestReason) });
  }
  return ms === null || state === "skipped"
    ? word
    : text("graph.withTime", { state: word, time: formatDuration(ms) });
}

/** In its group's frame a stage need not repeat the group's name: that is for ears alone. */
export function nameParts({ name }: GraphStage, isInFrame: boolean): { heard: string; seen: string } {
  const group = isInFrame ? groupOf({ name }) : null;
  const start = group === null ? 0 : group.length + 1;
  return { heard: name.slice(0, start), seen: name.slice(start) };
}

/** What a screen reader adds to the name and the state that are seen. */
export function heardFacts(
  { reads, writes }: GraphStage,
  { why, state }: StageNow,
  isInFrame: boolean,
): string {
  const [reason] = why;
  const isSeen = state === "stale" && !isInFrame;
  const facts = [
    ...(reason === undefined || isSeen ? [] : [`${shorten(reason, longestReason)}.`]),
    ...(reads.length === 0 ? [] : [text("graph.heard.reads", { paths: heardList(reads) })]),
    ...(writes.length === 0 ? [] : [text("graph.heard.writes", { paths: heardList(writes) })]),
  ];
  return facts.map((fact) => ` ${fact}`).join("");
}

function heardList(paths: readonly string[]): string {
  const shown = paths.slice(0, mostHeard).join(", ");
  return paths.length <= mostHeard
    ? shown
    : counted("graph.heard.more", paths.length - mostHeard, { paths: shown });
}

/** In the order in which people want to know of them. */
const byUrgency: readonly ShownState[] = [
  "failed",
  "running",
  "pending",
  "cancelled",
  "skipped",
  "stale",
  "ran",
  "restored",
  "cached",
  "fresh",
  "frozen",
  "absent",
];

/** `1 failed, 2 up to date`. */
export function tally(nows: readonly StageNow[]): string {
  const groups = Map.groupBy(nows, ({ state }) => state);
  return byUrgency
    .flatMap((state) => {
      const count = groups.get(state)?.length ?? 0;
      return count === 0 ? [] : [`${formatCount(count)} ${stateWord(state)}`];
    })
    .join(", ");
}
