/** The Suggestions view's page: parses what the extension sends and draws it. */
import "./page/jitless.ts";
import { type Board, type Card, toSuggestionsSchema } from "#protocol/suggestionsPanel.ts";
import { announcement } from "./board/announcement.ts";
import { drawBoard } from "./board/board.tsx";
import { returnDraft } from "./board/kept.ts";
import { send } from "./board/send.ts";
import { restorePosition } from "./page/position.ts";

/** Null until the extension has sent everything. */
let board: Board | null = null;
let cards: ReadonlyMap<string, Card> = new Map();
let heard = "";
let returns = 0;

function draw(): void {
  drawBoard({ board, cards, heard, returns });
}

function take(changed: readonly Card[], gone: readonly string[]): void {
  const next = new Map(cards);
  for (const id of gone) next.delete(id);
  for (const card of changed) next.set(card.id, card);
  const arrived = board === null ? [] : changed.filter(({ id }) => !cards.has(id));
  heard = announcement(arrived) || heard;
  cards = next;
}

window.addEventListener("message", ({ data }) => {
  const parsed = toSuggestionsSchema.safeParse(data);
  if (!parsed.success) return;
  const message = parsed.data;
  switch (message.type) {
    case "cards":
      take(message.cards, message.gone);
      // Before the first board there is more to come.
      if (board !== null) draw();
      return;
    case "board": {
      const isFirst = board === null;
      board = message.board;
      draw();
      if (isFirst) restorePosition();
      return;
    }
    case "returned":
      returnDraft(message.text);
      returns += 1;
      return draw();
  }
});

draw();
send({ type: "ready" });
