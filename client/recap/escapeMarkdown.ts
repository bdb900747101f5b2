/**
 * What people wrote, as Markdown that shows it and does nothing else: no HTML, no links, no formatting, no structure.
 * CommonMark lets every ASCII punctuation character be escaped; nothing else begins anything inside a line.
 */

const punctuation = /[!-/:-@[-`{-~]/g;
const lineBreaks = /\r\n?|\n/;
/** Controls, and what reorders or hides the text beside it; the joiners that scripts and emoji need are kept. */
const unseen = /(?!\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A pipe as its character's number: in a table an escaped one would not do in every renderer. */
function escaped(line: string): string {
  return line
    .replaceAll(/[\t\v\f]/g, " ")
    .replaceAll(unseen, "")
    .trim()
    .replaceAll(punctuation, (character) => (character === "|" ? "&#124;" : `\\${character}`));
}

/** A question mark where nothing is left that can be seen. */
function linesOf(text: string): string[] {
  const lines = text.split(lineBreaks).map(escaped);
  const seen = lines.filter((line) => line !== "");
  return seen.length === 0 ? ["\\?"] : seen;
}

/** On one line, wherever words may stand: headings and the cells of tables too. */
export function escapeLine(text: string): string {
  return linesOf(text).join(" ");
}

/** As one paragraph with its line breaks; `indent` stands before every line but the first. */
export function escapeParagraph(text: string, indent: string): string {
  return linesOf(text).join(`\\\n${indent}`);
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
