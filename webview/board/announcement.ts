/** What a screen reader hears of the board: what others have posted since it was drawn last. Nothing else. */
import type { Card } from "#protocol/suggestionsPanel.ts";
import { shorten } from "../charts/words.ts";
import { counted, text } from "../page/strings.ts";

/** Empty when nothing is worth a word. */
export function announcement(arrived: readonly Card[]): string {
  const foreign = arrived.filter(({ mine }) => !mine);
  const [first] = foreign;
  if (first === undefined) return "";
  if (foreign.length > 1) return counted("board.arrived", foreign.length);
  const words = shorten(first.text, 80);
  return first.author === null
    ? text("board.arrivedAnonymous", { text: words })
    : text("board.arrivedFrom", { author: first.author, text: words });
}
