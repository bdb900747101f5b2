/** Where the code that a suggestion is about stands in a file as it is now. Pure. */
import type { Anchor } from "#protocol/session/state.ts";
import type { CardAnchor } from "#protocol/suggestionsPanel.ts";

/** Less than this stands everywhere: found elsewhere, it says nothing. */
const fewestCharacters = 4;

function plainLines(text: string): string {
  return text.replaceAll(/[ \t]*\r?\n/g, "\n").trimEnd();
}

/** 0-based lines at which the text begins. */
function* linesWith(content: string, text: string): Generator<number> {
  let line = 0;
  let counted = 0;
  for (let at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) {
    for (; counted < at; counted += 1) if (content[counted] === "\n") line += 1;
    yield line;
  }
}

function nearest(candidates: Iterable<number>, wanted: number): number | null {
  let best: number | null = null;
  for (const line of candidates) {
    if (best === null || Math.abs(line - wanted) < Math.abs(best - wanted)) best = line;
  }
  return best;
}

/** `content`: of the file now; null where it is not in this window. Blanks at the ends of lines do not count. */
export function placeInFile({ path, lines, text }: Anchor, content: string | null): CardAnchor {
  if (content === null) return { path, lines, standing: "unknown" };
  if (lines === null) return { path, lines, standing: "here" };
  const [first, last] = lines;
  const wanted = plainLines(text);
  const now = plainLines(content);
  const there = now
    .split("\n")
    .slice(first - 1, last)
    .join("\n");
  if (there.includes(wanted)) return { path, lines, standing: "here" };
  const found = wanted.trim().length < fewestCharacters ? null : nearest(linesWith(now, wanted), first - 1);
  if (found === null) return { path, lines, standing: "stale" };
  return { path, lines: [found + 1, found + 1 + last - first], standing: "moved" };
}
