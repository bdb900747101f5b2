import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { limits } from "#protocol/session/limits.ts";
import type { Card } from "#protocol/suggestionsPanel.ts";
import { axeFindings } from "#support/axe.ts";
import { hostileTexts, longWord } from "#support/hostileTexts.ts";
import { card, drawnCards, type SuggestionsPage, suggestionsSuite } from "#support/suggestionsPage.ts";
import { vscodeThemes } from "#support/vscodeThemes.ts";

describe("the Suggestions page, for everybody", () => {
  const pages = suggestionsSuite();

  /** Threads, menus, fields and the dialog, all at once. */
  async function openEverything({ page }: SuggestionsPage): Promise<void> {
    await page.getByRole("button", { name: "1 comment" }).click();
    await page.getByRole("button", { name: "More actions" }).first().click();
    await page.getByRole("combobox", { name: "Kind" }).selectOption("parameters");
  }

  for (const theme of Object.values(vscodeThemes)) {
    it(`has nothing that axe objects to in ${theme.name}`, async () => {
      const board = await pages.open({ theme, reducedMotion: "reduce" });
      assert.deepEqual(await axeFindings(board.page), [], "waiting");
      await board.show([]);
      assert.deepEqual(await axeFindings(board.page), [], "empty");
      const selection = { path: "pipeline/train.ts", lines: null };
      const parameters = [{ path: "params.yaml", key: "trees", value: 100 }];
      await board.show(drawnCards(), { anonymous: true, offline: true, selection, parameters });
      assert.deepEqual(await axeFindings(board.page), [], "with cards");
      await openEverything(board);
      assert.deepEqual(await axeFindings(board.page), [], "with everything open");
      await board.page.locator("[data-key=keys]").click();
      assert.deepEqual(await axeFindings(board.page), [], "with the keys");
    });
  }

  it("can be read under the system's own contrast colours", async () => {
    const board = await pages.open({ forcedColors: "active", reducedMotion: "reduce" });
    await board.show(drawnCards());
    assert.deepEqual(await axeFindings(board.page), []);
  });

  it("never scrolls sideways, from 170 pixels up and at twice the size", async () => {
    const board = await pages.open();
    await board.show([...drawnCards(), card({ text: longWord, author: "W".repeat(64) })], {
      anonymous: true,
    });
    await openEverything(board);
    for (const width of [170, 240, 320, 640]) {
      await board.page.setViewportSize({ width, height: 700 });
      const overflow = await board.page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      assert.ok(overflow <= 0, `wider by ${overflow} px at ${width} px`);
    }
  });

  it("tells a screen reader what others post, once, and nothing else", async () => {
    const board = await pages.open();
    const heard = async () => await board.page.getByRole("status").textContent();
    const known = card();
    await board.show([known]);
    assert.equal(await heard(), "");
    await board.show([{ ...known, votes: 4 }, card({ mine: true })]);
    assert.equal(await heard(), "");
    await board.show([card({ author: "Chi", text: "More trees" })]);
    assert.equal(await heard(), "New suggestion from Chi: More trees");
    await board.show([{ ...known, votes: 5 }]);
    assert.equal(await heard(), "New suggestion from Chi: More trees");
    await board.show([card({ author: null, text: "Fewer" })]);
    assert.equal(await heard(), "New anonymous suggestion: Fewer");
    await board.show([card(), card()]);
    assert.equal(await heard(), "2 new suggestions");
  });

  it("is a list of cards, each named by its text, with a vote that says whether it is given", async () => {
    const board = await pages.open();
    await board.show([card({ text: "More trees", votes: 3, voted: true })]);
    const item = board.page
      .getByRole("list", { name: "Suggestions" })
      .getByRole("listitem", { name: "More trees" });
    const vote = item.getByRole("button", { name: "3 votes, take your vote back", pressed: true });
    assert.equal(await vote.count(), 1);
  });

  it("stays fluid with a thousand suggestions", async () => {
    const board = await pages.open();
    const many = Array.from({ length: 1000 }, (_, place) =>
      card({ text: `Suggestion ${place} `.repeat(9), votes: place }),
    );
    const timed = async (cards: readonly Card[]) => {
      const started = performance.now();
      await board.show(cards);
      return performance.now() - started;
    };
    const first = await timed(many);
    const changes: number[] = [];
    for (const changed of many.slice(0, 5)) changes.push(await timed([{ ...changed, votes: 2000 }]));
    const middle = changes.sort((one, other) => one - other)[2] ?? 0;
    console.log(
      `  1,000 cards drawn in ${first.toFixed()} ms, one of them changed in ${middle.toFixed()} ms`,
    );
    assert.ok(middle < first / 2, "a change draws everything anew");
  });
});

describe("the Suggestions page, given foreign text", () => {
  const pages = suggestionsSuite();
  let board: SuggestionsPage;

  beforeEach(async () => {
    board = await pages.open();
  });

  const field = (words: string) => words.slice(0, limits.fieldCharacters);

  function everywhere(words: string): Card {
    return card({
      text: words,
      author: words,
      status: "declined",
      reason: words,
      mergedInto: words,
      anchor: { path: words, lines: [1, 2], standing: "stale" },
      override: { path: field(words), key: field(words), value: field(words) },
      effect: { metric: words, before: 1, after: 2, run: 1 },
      comments: [{ id: "c1", author: words, text: words, at: 0, pending: true }],
    });
  }

  for (const [kind, words] of Object.entries({ ...hostileTexts, longWord })) {
    it(`shows ${kind} as text, everywhere, and breaks nothing`, async () => {
      const place = { path: words, lines: null };
      await board.show([everywhere(words)], {
        selection: place,
        parameters: [{ path: field(words), key: field(words), value: field(words) }],
      });
      await board.page.getByRole("button", { name: "1 comment" }).click();
      await board.page.getByRole("combobox", { name: "Kind" }).selectOption("parameters");
      const { page } = board;
      assert.deepEqual(await page.locator(".card > .body > .words, .thread .words").allTextContents(), [
        words,
        words,
      ]);
      assert.equal(
        await page.locator("img, script:not([nonce]), style, a, iframe, main svg:not([aria-hidden])").count(),
        0,
      );
      assert.equal(await page.evaluate(() => Reflect.get(window, "broken")), undefined);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `wider than the page by ${overflow} px`);
    });
  }

  it("ignores messages that are none of the protocol's", async () => {
    await board.show([card({ text: "stays" })]);
    for (const message of [
      null,
      7,
      [],
      {},
      { type: "cards" },
      { type: "cards", cards: [{ id: "s1" }], gone: [] },
      { type: "board", board: null },
    ])
      await board.post(message);
    assert.deepEqual(await board.order(), ["stays"]);
  });
});
