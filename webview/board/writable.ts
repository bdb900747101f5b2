/** What is typed, as the relay takes it: trimmed, without control characters, in whole characters. */

const unprintable = /[^\P{Cc}\n\t]/gu;

export function writable(typed: string): string {
  return typed.toWellFormed().replace(unprintable, "").trim();
}
