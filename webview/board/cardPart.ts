/** What every part of a card is drawn from. */
import type { Card } from "#protocol/suggestionsPanel.ts";

export interface CardPart {
  card: Card;
  /** Of the active card alone the controls are stops of the Tab key. */
  tabIndex: 0 | -1;
}
