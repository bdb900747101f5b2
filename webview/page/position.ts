/**
 * Where the reader was: the scroll position and the focused control, kept over hiding and reloading the page.
 * Controls that can be found again carry `data-key`.
 */
import * as z from "zod";
import { keep, kept } from "./host.ts";

const part = "position";
const positionSchema = z
  .object({ scroll: z.number(), focus: z.string().nullable() })
  .catch({ scroll: 0, focus: null });

function focusedKey(): string | null {
  return document.activeElement?.closest("[data-key]")?.getAttribute("data-key") ?? null;
}

function remember(): void {
  keep(part, { scroll: window.scrollY, focus: focusedKey() });
}

/** Not by a selector: a key may be any text. */
export function keyedElement(key: string): HTMLElement | null {
  for (const element of document.querySelectorAll<HTMLElement>("[data-key]")) {
    if (element.dataset["key"] === key) return element;
  }
  return null;
}

function focusAgain(key: string): void {
  keyedElement(key)?.focus({ preventScroll: true });
}

/** Call once what the reader saw is drawn again. Never takes the keyboard from the editor: it waits its turn. */
export function restorePosition(): void {
  const { scroll, focus } = kept(part, positionSchema);
  window.scrollTo({ top: scroll, behavior: "instant" });
  if (focus !== null) {
    if (document.hasFocus()) focusAgain(focus);
    else window.addEventListener("focus", () => focusAgain(focus), { once: true });
  }
  window.addEventListener("scrollend", remember);
  document.addEventListener("focusin", remember);
}
