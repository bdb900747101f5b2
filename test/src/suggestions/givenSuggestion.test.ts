/** Which suggestion a command's argument means. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { givenSuggestion } from "#src/suggestions/givenSuggestion.ts";

const thread = { comments: [{ suggestion: "s7", body: "text" }, { suggestion: "s7" }] };

test("views name it, alone or with what would be asked for", () => {
  assert.deepEqual(givenSuggestion("s7"), { suggestion: "s7" });
  assert.deepEqual(givenSuggestion({ suggestion: "s7", text: "no" }), { suggestion: "s7", text: "no" });
});

test("in the gutter it stands on a comment, a thread, or a reply to one", () => {
  assert.deepEqual(givenSuggestion({ suggestion: "s7", body: "text" }), { suggestion: "s7" });
  assert.deepEqual(givenSuggestion(thread), { suggestion: "s7" });
  assert.deepEqual(givenSuggestion({ thread, text: "me too" }), { suggestion: "s7", text: "me too" });
});

test("anything else means none", () => {
  for (const argument of [
    undefined,
    null,
    "",
    "7",
    "s0",
    "__proto__",
    {},
    [],
    { comments: [] },
    { thread: {} },
  ])
    assert.equal(givenSuggestion(argument), null);
});
