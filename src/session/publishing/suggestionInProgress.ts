/** The suggestion that a run is made for which begins now: the one in progress, the youngest of several. */
import type { RunRecord } from "#protocol/run.ts";
import type { SessionState } from "../sessionController.ts";
import { startedSuggestions } from "./startedSuggestions.ts";

export function suggestionInProgress(state: SessionState): RunRecord["suggestion"] {
  const view = state.type === "joined" ? state.client.view : null;
  const id = startedSuggestions([], view).at(-1);
  const text = id === undefined ? undefined : view?.suggestions[id]?.text;
  return id === undefined || text === undefined ? null : { id, text };
}
