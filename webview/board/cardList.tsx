/**
 * The cards as a list of which one is active: its controls are reached by Tab, all others by moving to their card
 * with the arrows, or j and k.
 */
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Card } from "#protocol/suggestionsPanel.ts";
import { text } from "../page/strings.ts";
import { isTyping } from "../page/typing.ts";
import { CardItem } from "./card.tsx";

/** How many places further, by the key. */
const steps = new Map([
  ["ArrowDown", 1],
  ["j", 1],
  ["ArrowUp", -1],
  ["k", -1],
  ["Home", -Number.MAX_SAFE_INTEGER],
  ["End", Number.MAX_SAFE_INTEGER],
]);

function cardElement(node: EventTarget | null): HTMLElement | null {
  return node instanceof Element ? node.closest<HTMLElement>("li[data-card]") : null;
}

export function CardList({ cards }: { cards: readonly Card[] }) {
  const list = useRef<HTMLUListElement>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const active = cards.some(({ id }) => id === wanted) ? wanted : (cards[0]?.id ?? null);
  useFocusKept(list);

  const move = (event: KeyboardEvent) => {
    const step = event.altKey || event.ctrlKey || event.metaKey ? undefined : steps.get(event.key);
    const from = cardElement(event.target);
    if (step === undefined || from === null || isTyping(event.target)) return;
    event.preventDefault();
    const place = cards.findIndex(({ id }) => id === from.dataset["card"]) + step;
    const to = Math.min(cards.length - 1, Math.max(0, place));
    const element = list.current?.children[to];
    if (element instanceof HTMLElement) element.focus();
  };
  return (
    <ul
      ref={list}
      class="cards"
      aria-label={text("board.cards")}
      onKeyDown={move}
      onFocusIn={({ target }) => setWanted(cardElement(target)?.dataset["card"] ?? null)}
    >
      {cards.map((card) => (
        <Place key={card.id} card={card} isActive={card.id === active} />
      ))}
    </ul>
  );
}

/** Drawn again only for a card that changed: the host sends those alone, and all others stay the same objects. */
function Place({ card, isActive }: { card: Card; isActive: boolean }) {
  return useMemo(() => <CardItem card={card} isActive={isActive} />, [card, isActive]);
}

/** A card that moves to another place, or goes, must not take the keyboard with it. */
function useFocusKept(list: { current: HTMLUListElement | null }): void {
  const focused = document.activeElement;
  const card = cardElement(focused);
  const place = card === null ? -1 : [...(list.current?.children ?? [])].indexOf(card);
  useLayoutEffect(() => {
    if (place < 0 || document.activeElement === focused) return;
    const neighbours = list.current?.children;
    const next = focused?.isConnected
      ? focused
      : (neighbours?.[Math.min(place, (neighbours?.length ?? 1) - 1)] ?? null);
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  });
}
