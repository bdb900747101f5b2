/** What a page that shows some cards must be told to show others: most changes are of one card in a thousand. */
import { isDeepStrictEqual } from "node:util";
import type { Card } from "#protocol/suggestionsPanel.ts";

export interface CardChanges {
  readonly cards: Card[];
  readonly gone: string[];
}

export type Cards = ReadonlyMap<string, Card>;

/** Null when nothing changed. */
export function cardChanges(shown: Cards, next: Cards): CardChanges | null {
  const cards = [...next.values()].filter((card) => !isDeepStrictEqual(card, shown.get(card.id)));
  const gone = [...shown.keys()].filter((id) => !next.has(id));
  return cards.length + gone.length === 0 ? null : { cards, gone };
}
