/** What a key means on a card, wherever in the card the keyboard is. */
import { isTyping } from "../page/typing.ts";

export type CardKey = "back" | "vote" | "open" | "edit";

const keys = new Map<string, CardKey>([
  ["Escape", "back"],
  ["v", "vote"],
  ["Enter", "open"],
  ["e", "edit"],
]);

/** Null where it means nothing, a letter, or what the control that has the keyboard makes of it. */
export function cardKey(event: KeyboardEvent): CardKey | null {
  const key = keys.get(event.key) ?? null;
  if (key === "back" || key === null) return key;
  const isOther = event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target);
  return isOther || (key === "open" && event.target !== event.currentTarget) ? null : key;
}
