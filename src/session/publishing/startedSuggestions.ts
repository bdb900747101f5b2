/** Which suggestion a run is for: the one in progress, or of several the one that was started last. */
import type { SessionView } from "#protocol/session/state.ts";

/**
 * The suggestions in progress, the latest started at the end. `before` is what this gave for the view before; of
 * those that are there at the first look nobody knows the order, so that the youngest counts as the latest.
 */
export function startedSuggestions(before: readonly string[], view: SessionView | null): readonly string[] {
  const inProgress = Object.entries(view?.suggestions ?? {}).filter(
    ([, { status }]) => status === "inProgress",
  );
  const started = inProgress.toSorted(([, one], [, other]) => one.at - other.at).map(([id]) => id);
  return [...before.filter((id) => started.includes(id)), ...started.filter((id) => !before.includes(id))];
}
