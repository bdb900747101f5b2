/** What is escaped stays text in a real CommonMark renderer, with all that such a renderer may be asked to do. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import MarkdownIt, { type Token } from "markdown-it";
import { escapeLine, escapeParagraph, table } from "#client/recap/escapeMarkdown.ts";
import { injections } from "#support/injections.ts";

const renderer = new MarkdownIt({ html: true, linkify: true });

/** What is seen of it: lines without blanks around them, none of them empty. */
function seenLines(text: string): string[] {
  const lines = text
    .split(/\r\n?|\n/)
    .map((line) => line.replaceAll(/[\t\v\f]/g, " "))
    .map((line) => line.replaceAll(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, "").trim())
    .filter((line) => line !== "");
  return lines.length === 0 ? ["?"] : lines;
}

function wordsOf(inline: Token | undefined): string {
  const children = inline?.children ?? [];
  for (const { type } of children) assert.ok(["text", "hardbreak"].includes(type), type);
  return children.map(({ type, content }) => (type === "hardbreak" ? "\n" : content)).join("");
}

const syntax = fc.constantFrom(..."\\`*_{}[]()#+-.!<>|&~=:;\"'@$^%/?, \t\n\r0123456789abchttps");
const text = fc.oneof(
  fc.array(syntax, { maxLength: 40 }).map((characters) => characters.join("")),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.array(fc.constantFrom(...injections), { maxLength: 4 }).map((lines) => lines.join("\n")),
  fc.array(fc.constantFrom(...injections, "\n\n", "  "), { maxLength: 6 }).map((parts) => parts.join("")),
);

test("a paragraph says what was written, line by line, and is nothing else", () => {
  fc.assert(
    fc.property(text, (written) => {
      const tokens = renderer.parse(escapeParagraph(written, ""), {});
      assert.deepEqual(
        tokens.map(({ type }) => type),
        ["paragraph_open", "inline", "paragraph_close"],
      );
      assert.equal(wordsOf(tokens[1]), seenLines(written).join("\n"));
    }),
    { numRuns: 2_000 },
  );
});

test("in a list's item, too", () => {
  fc.assert(
    fc.property(text, (written) => {
      const tokens = renderer.parse(`- ${escapeParagraph(written, "  ")}\n\n  after`, {});
      assert.equal(tokens.filter(({ type }) => type === "paragraph_open").length, 2);
      assert.equal(wordsOf(tokens.find(({ type }) => type === "inline")), seenLines(written).join("\n"));
    }),
    { numRuns: 1_000 },
  );
});

test("a heading and a cell of a table say what was written, on one line", () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const heading = renderer.parse(`# ${escapeLine(one)}`, {});
      assert.deepEqual(
        heading.map(({ type }) => type),
        ["heading_open", "inline", "heading_close"],
      );
      const cells = renderer
        .parse(table(["a", "b"], [[escapeLine(one), escapeLine(other)]]), {})
        .filter(({ type }) => type === "inline")
        .map(wordsOf);
      assert.deepEqual(cells, ["a", "b", seenLines(one).join(" "), seenLines(other).join(" ")]);
    }),
    { numRuns: 1_000 },
  );
});
