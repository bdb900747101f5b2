/** What the runs made for each suggestion changed: the last unbroken stretch of them, against the run before it. */
import { metricDirection } from "#protocol/metrics.ts";
import type { SessionView, SharedRun } from "#protocol/session/state.ts";
import type { Effect } from "#protocol/suggestionsPanel.ts";

/** Ids count up: `r9` comes before `r10`. */
function inOrder(runs: SessionView["runs"]): SharedRun[] {
  const numbered = Object.entries(runs).map(([id, run]) => ({ order: Number(id.slice(1)), run }));
  return numbered.sort((one, other) => one.order - other.order).map(({ run }) => run);
}

/** The first metric that both have, one with a better and a worse before others. */
function compared(before: SharedRun, after: SharedRun): Effect | null {
  const earlier = new Map(before.metrics.map(({ name, value }) => [name, value]));
  const shared = after.metrics.filter(({ name }) => earlier.has(name));
  const metric = shared.find(({ name }) => metricDirection(name) !== "neither") ?? shared[0];
  const value = metric === undefined ? undefined : earlier.get(metric.name);
  if (metric === undefined || value === undefined) return null;
  return { metric: metric.name, before: value, after: metric.value, run: after.number };
}

/** Of runs on the same data, oldest first. */
function* effectsIn(runs: readonly SharedRun[]): Generator<[string, Effect]> {
  let before: SharedRun | null = null;
  let last: SharedRun | null = null;
  for (const run of runs) {
    if (run.suggestion !== last?.suggestion) before = last;
    last = run;
    const effect = before === null ? null : compared(before, run);
    if (run.suggestion !== null && effect !== null) yield [run.suggestion, effect];
  }
}

/** By suggestion. Runs that did not end well, or on other data, are compared with nothing. */
export function effectsOf(runs: SessionView["runs"]): ReadonlyMap<string, Effect> {
  const ended = inOrder(runs).filter(({ outcome }) => outcome === "done");
  const bySource = Map.groupBy(ended, ({ source }) => source);
  return new Map([...bySource.values()].flatMap((group) => [...effectsIn(group)]));
}
