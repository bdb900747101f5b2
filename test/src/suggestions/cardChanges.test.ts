/** What a page is told so that it shows other cards. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { cardChanges } from "#src/suggestions/cardChanges.ts";
import { card } from "#support/suggestionsPage.ts";

const [one, two] = [card(), card()];
const both = new Map([one, two].map((each) => [each.id, each]));

test("cards that are the same objects are not sent again", () => {
  assert.equal(cardChanges(both, new Map(both)), null);
  const changed = { ...two, votes: 9 };
  assert.deepEqual(cardChanges(both, new Map(both).set(two.id, changed)), { cards: [changed], gone: [] });
});

test("what is gone is named", () => {
  assert.deepEqual(cardChanges(both, new Map([[one.id, one]])), { cards: [], gone: [two.id] });
});
