import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Card } from "#protocol/suggestionsPanel.ts";
import { card, drawnCards, type SuggestionsPage, suggestionsSuite } from "#support/suggestionsPage.ts";

describe("the Suggestions page", () => {
  const pages = suggestionsSuite();
  let board: SuggestionsPage;

  beforeEach(async () => {
    board = await pages.open();
  });

  const press = async (...keys: string[]) => {
    for (const key of keys) await board.page.keyboard.press(key);
  };
  const named = (...names: string[]) => names.map((text, place) => card({ id: `s${place + 1}`, text }));
  const button = (name: string | RegExp) => board.page.getByRole("button", { name });

  it("says what a card is about: votes, author, age, place, kind, status with its reason, effect", async () => {
    await board.show(drawnCards());
    const words = await board.words();
    assert.match(
      words,
      /12\s+Add up both parents’ education instead of two columns\s+Chi · 3 min ago · preprocess\.ts:14/,
    );
    assert.match(words, /pinned\s+accepted\s+▼ 0\.05 better MAE 1\.82 → 1\.77/);
    assert.match(words, /anonymous · 6 min ago/);
    assert.match(
      words,
      /params\.yaml:6–8 \(moved\) · parameters · comment\s+train\.trees → 200\s+no difference/,
    );
    assert.match(words, /Eva · 9 min ago · question · 1 comment/);
    assert.match(words, /train\.ts:3–5 moved on/);
    assert.match(words, /declined · it is part of the target/);
    assert.match(words, /not sent yet/);
  });

  it("orders by votes with pinned ones first, by age, or shows one's own", async () => {
    const at = (minutes: number) => Date.now() - minutes * 60_000;
    await board.show([
      card({ text: "old", at: at(9), votes: 1 }),
      card({ text: "pinned", at: at(8), pinned: true }),
      card({ text: "loved", at: at(7), votes: 5 }),
      card({ text: "mine", at: at(1), mine: true }),
    ]);
    assert.deepEqual(await board.order(), ["pinned", "loved", "old", "mine"]);
    await button("New").click();
    assert.deepEqual(await board.order(), ["mine", "loved", "pinned", "old"]);
    await button("Mine").click();
    assert.deepEqual(await board.order(), ["mine"]);
  });

  it("filters by status and counts each; archived ones stand under their own name alone", async () => {
    await board.show([
      card({ text: "one" }),
      card({ text: "two", status: "done" }),
      card({ text: "three", status: "archived" }),
    ]);
    const filter = board.page.getByRole("combobox", { name: "Show" });
    assert.deepEqual(await filter.locator("option").allTextContents(), [
      "All (2)",
      "open (1)",
      "accepted (0)",
      "in progress (0)",
      "done (1)",
      "declined (0)",
      "archived (1)",
    ]);
    assert.deepEqual(await board.order(), ["one", "two"]);
    await filter.selectOption("archived");
    assert.deepEqual(await board.order(), ["three"]);
    await filter.selectOption("declined");
    assert.match(await board.words(), /Nothing here is declined/);
    await button("Show all").click();
    assert.deepEqual(await board.order(), ["one", "two"]);
  });

  it("votes by click and by key, and says who may not", async () => {
    await board.show([card({ id: "s1" }), card({ id: "s2", may: [] })]);
    await button(/^0 votes, vote for it/).click();
    await button(/takes no votes/).click({ force: true });
    await press("v");
    await board.page.locator("[data-card=s1]").focus();
    await press("v");
    const vote = { type: "act", suggestion: "s1", action: "vote" };
    assert.deepEqual(await board.requests(), [vote, vote]);
  });

  it("moves through the cards with j, k, the arrows, Home and End", async () => {
    await board.show(named("one", "two", "three"));
    await board.page.locator("[data-card=s1]").focus();
    const places: (string | null)[] = [];
    for (const key of ["j", "ArrowDown", "j", "k", "Home", "End", "ArrowUp"]) {
      await press(key);
      places.push(await board.focused());
    }
    assert.deepEqual(
      places.map((place) => place?.replace("card ", "")),
      ["s2", "s3", "s3", "s2", "s1", "s3", "s2"],
    );
  });

  it("makes the vote the first stop of the active card, and leaves the other cards out of the way", async () => {
    await board.show([
      card({
        id: "s1",
        anchor: { path: "a.ts", lines: [1, 1], standing: "here" },
        may: ["vote", "comment", "accept", "pin"],
      }),
      card({ id: "s2" }),
    ]);
    await board.page.locator("[data-key=keys]").focus();
    const stops: (string | null)[] = [];
    for (let count = 0; count < 6; count += 1) {
      await press("Tab");
      stops.push(await board.focused());
    }
    assert.deepEqual(stops, ["vote s1", "anchor s1", "thread s1", "accept s1", "more s1", "composer"]);
  });

  it("opens the code with Enter, or the comments where there is no code; Esc returns", async () => {
    await board.show([
      card({ id: "s1", votes: 2, anchor: { path: "a.ts", lines: null, standing: "here" } }),
      card({ id: "s2", votes: 1 }),
    ]);
    await board.page.locator("[data-card=s1]").focus();
    await press("Enter", "j", "Enter");
    assert.equal(await board.focused(), "comment s2");
    await press("Escape");
    assert.equal(await board.focused(), "card s2");
    assert.equal(await board.page.locator(".thread").count(), 0);
    assert.deepEqual(await board.requests(), [{ type: "open", suggestion: "s1" }]);
  });

  it("edits what is one's own with e, and sends what was typed without marks that nobody can print", async () => {
    await board.show([
      card({ id: "s1", text: "old", revision: 3, mine: true, may: ["edit"] }),
      card({ id: "s2" }),
    ]);
    await board.page.locator("[data-card=s1]").focus();
    await press("e");
    await board.page.getByRole("textbox", { name: "The suggestion's text" }).fill("  new\u0000 text\n ");
    await press("Control+Enter");
    assert.equal(await board.focused(), "card s1");
    await press("j", "e");
    assert.equal(await board.page.getByRole("textbox", { name: "The suggestion's text" }).count(), 0);
    assert.deepEqual(await board.requests(), [
      { type: "edit", suggestion: "s1", revision: 3, text: "new text" },
    ]);
  });

  it("shows comments, and sends one", async () => {
    await board.show(drawnCards());
    await button("1 comment").click();
    assert.match(await board.words(), /They are not\.\nSee the report\./);
    await board.page.keyboard.type("Thanks");
    await button("Send").click();
    const [request] = await board.requests();
    assert.equal(request?.type, "comment");
    assert.equal(request.text, "Thanks");
  });

  it("offers the next step at once and the rest behind a button, by what the host allows", async () => {
    await board.show([card({ id: "s1", may: ["accept", "decline", "pin", "archive"], pinned: true })]);
    assert.equal(await button("Archive").count(), 0);
    await button("Accept").click();
    await button("Decline…").click();
    await button("More actions").click();
    await button("Unpin").click();
    await button("Archive").click();
    assert.deepEqual(
      (await board.requests()).map((request) => (request.type === "act" ? request.action : request.type)),
      ["accept", "decline", "pin", "archive"],
    );
  });

  it("posts by Ctrl+Enter what was written, once, and is empty again", async () => {
    await board.show([], { anonymous: true });
    await button("Write a suggestion").click();
    assert.equal(await board.focused(), "composer");
    await board.page.keyboard.type("More trees?");
    await board.page.getByRole("checkbox", { name: "anonymous" }).check();
    await board.page.getByRole("combobox", { name: "Kind" }).selectOption("question");
    await board.page.getByRole("textbox").focus();
    await press("Control+Enter", "Control+Enter");
    assert.deepEqual(await board.requests(), [
      { type: "post", text: "More trees?", kind: "question", anonymous: true, override: null },
    ]);
    assert.equal(await board.page.getByRole("textbox").inputValue(), "");
  });

  it("asks for no name to be left out where the session takes names only", async () => {
    await board.show([]);
    assert.equal(await board.page.getByRole("checkbox").count(), 0);
  });

  it("names a parameter and the value to try, of the kind that the parameter has", async () => {
    const parameters = [
      { path: "params.yaml", key: "train.trees", value: 100 },
      { path: "params.yaml", key: "train.name", value: "forest" },
    ];
    await board.show([], { parameters });
    await board.page.getByRole("combobox", { name: "Kind" }).selectOption("parameters");
    for (const key of ["train.trees", "train.name"]) {
      await board.page.getByRole("combobox", { name: "Parameter" }).selectOption(`params.yaml:${key}`);
      await board.page.getByRole("textbox", { name: "Value to try" }).fill("200");
      await board.page.getByRole("textbox", { name: "What should we try?" }).fill(key);
      await button("Post").click();
    }
    assert.deepEqual(
      (await board.requests()).map((request) => request.type === "post" && request.override?.value),
      [200, "200"],
    );
  });

  it("attaches the selection, shows what is attached, and leaves it out again", async () => {
    const place = { path: "pipeline/train.ts", lines: [3, 5] as [number, number] };
    await board.show([], { selection: place });
    await button("About the selection, train.ts:3–5").click();
    await board.show([], { selection: place, attached: place });
    await button("Leave the code out").click();
    assert.deepEqual(await board.requests(), [{ type: "attach" }, { type: "detach" }]);
  });

  it("puts a text back that the relay did not take, unless something else was begun", async () => {
    await board.show([]);
    const field = board.page.getByRole("textbox", { name: "What should we try?" });
    await board.post({ type: "returned", text: "refused" });
    assert.equal(await field.inputValue(), "refused");
    await field.fill("begun");
    await board.post({ type: "returned", text: "another" });
    assert.equal(await field.inputValue(), "begun");
  });

  it("says why nothing can be posted, and that it is offline", async () => {
    await board.show([], { closed: "observer" });
    const said = async () => await board.page.locator(".composer").innerText();
    assert.match(await said(), /You watch this session/);
    await board.show([], { closed: "ended" });
    assert.match(await said(), /The session has ended/);
    await board.show([], { offline: true });
    assert.match(await said(), /sent when the connection is back/);
  });

  it("lists its keys on ?, but not while somebody types", async () => {
    await board.show(named("one"));
    await board.page.getByRole("textbox").focus();
    await press("?");
    assert.equal(await board.page.getByRole("dialog").count(), 0);
    await board.page.locator("[data-card]").first().focus();
    await press("?");
    assert.match(await board.page.getByRole("dialog").innerText(), /vote, or take your vote back/);
    await press("Escape");
    assert.equal(await board.page.getByRole("dialog").count(), 0);
  });

  it("shows places of what is to come after a moment, not at once", async () => {
    const opacity = () =>
      board.page
        .locator(".skeleton")
        .first()
        .evaluate((element) => getComputedStyle(element).animationDelay);
    assert.match(await opacity(), /^0\.2s/);
    await board.show([]);
    assert.equal(await board.page.locator(".skeleton").count(), 0);
  });

  it("is the same after being hidden: draft, order, filter, what had the keyboard", async () => {
    const cards = named("one", "two");
    await board.show(cards);
    await board.page.getByRole("textbox").fill("half a thought");
    await button("New").click();
    await board.page.getByRole("combobox", { name: "Show" }).selectOption("open");
    await board.page.locator("[data-card=s2]").focus();
    await board.page.reload();
    await board.show(cards);
    assert.equal(await board.page.getByRole("textbox").inputValue(), "half a thought");
    assert.equal(await button("New").getAttribute("aria-pressed"), "true");
    assert.equal(await board.page.getByRole("combobox", { name: "Show" }).inputValue(), "open");
    assert.equal(await board.focused(), "card s2");
  });

  it("keeps the keyboard on a card that moves, and gives it to the next one when a card goes", async () => {
    const [one, two, three] = named("one", "two", "three");
    assert.ok(one && two && three);
    await board.show([one, two, three]);
    await board.page.locator("[data-key='vote s3']").focus();
    await board.show([{ ...three, votes: 9 }]);
    assert.deepEqual(await board.order(), ["three", "one", "two"]);
    assert.equal(await board.focused(), "vote s3");
    await board.post({ type: "cards", cards: [], gone: ["s3"] });
    assert.equal(await board.focused(), "card s1");
  });

  it("keeps a thread and what is typed there while votes come in", async () => {
    const shown: Card = card({ id: "s1" });
    await board.show([shown]);
    await button("comment").click();
    await board.page.keyboard.type("half");
    await board.show([{ ...shown, votes: 3 }]);
    await board.page.keyboard.type(" a word");
    assert.equal(await board.page.locator("[data-key='comment s1']").inputValue(), "half a word");
  });
});
