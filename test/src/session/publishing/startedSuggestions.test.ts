import assert from "node:assert/strict";
import { test } from "node:test";
import type { SessionView, SuggestionStatus } from "#protocol/session/state.ts";
import { startedSuggestions } from "#src/session/publishing/startedSuggestions.ts";
import { clientState } from "#support/clientStates.ts";

function board(...statuses: SuggestionStatus[]): SessionView | null {
  const { view } = clientState();
  const entries = statuses.map((status, index) => [
    `s${index + 1}`,
    { text: "An idea", kind: "idea" as const, at: index, status },
  ]);
  return view && { ...view, suggestions: Object.fromEntries(entries) };
}

test("the suggestion that was started last is the last, whichever is older", () => {
  const first = startedSuggestions([], board("accepted", "inProgress"));
  assert.deepEqual(first, ["s2"]);
  const second = startedSuggestions(first, board("inProgress", "inProgress"));
  assert.deepEqual(second, ["s2", "s1"]);
  assert.deepEqual(startedSuggestions(second, board("done", "inProgress")), ["s2"]);
  assert.deepEqual(startedSuggestions(second, null), []);
});

test("of those that are in progress when one comes, the youngest counts as the last", () => {
  assert.deepEqual(startedSuggestions([], board("inProgress", "inProgress")), ["s1", "s2"]);
});
