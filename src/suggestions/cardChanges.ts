/** What a page that shows some cards must be told to show others: most changes are of one card in a thousand. */
import type { Card } from "#protocol/suggestionsPanel.ts";
import type { Cards } from "./boardCards.ts";

export interface CardChanges {
  readonly cards: Card[];
  readonly gone: string[];
}

/** Null when nothing changed. */
export function cardChanges(shown: Cards, next: Cards): CardChanges | null {
  const cards = [...next.values()].filter((card) => card !== shown.get(card.id));
  const gone = [...shown.keys()].filter((id) => !next.has(id));
  return cards.length + gone.length === 0 ? null : { cards, gone };
}
