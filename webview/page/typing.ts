/** Keys mean letters where somebody types. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("textarea, input, select");
}

/** Ctrl+Enter, or Cmd+Enter: what sends a text of several lines. */
export function isSend({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key === "Enter" && (ctrlKey || metaKey);
}
