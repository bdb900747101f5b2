/** Text of others looks as written and does nothing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { plainText } from "#src/base/plainText.ts";

test("ordinary names of any script stay as they are", () => {
  for (const name of [
    "Ana",
    "José Müller",
    "Nguyễn Thị Ánh",
    "李小龍",
    "ศิริ",
    "नमस्ते",
    "👩‍💻 Dee",
    "O'Neil & Söhne",
  ]) {
    assert.equal(plainText(name), name);
  }
});

test("an icon's and a link's syntax shows as written and is none", () => {
  for (const text of ["$(alert) Ana", "$(sync~spin)", "\\$(x)", "[x](command:workbench.action.quit)"]) {
    const shown = plainText(text);
    assert.equal(shown.replaceAll("\u2060", ""), text);
    assert.doesNotMatch(shown, /\$\(|\]\(/);
  }
});

test("what nobody sees is gone, also where it would build the syntax anew", () => {
  assert.equal(plainText("A\u200bn\u202ea\u2066\u00ad\u0007"), "Ana");
  assert.equal(plainText("A\u200dna\ufeff\u3164\u{e0041}"), "Ana");
  assert.doesNotMatch(plainText("$\u200b(alert)"), /\$\(/);
  assert.doesNotMatch(plainText("[x]\u2060(command:y)"), /\]\(/);
});

test("a name of nothing but invisible characters shows that somebody is there", () => {
  for (const name of ["\u200b", "\u202e\u2066", " \u00a0 ", "\u3164", "\u2800", ""])
    assert.equal(plainText(name), "?");
});

test("several lines become one", () => {
  assert.equal(plainText("one\n\ntwo\t three\u2028four"), "one two three four");
});

test("what is too long is cut between characters as people see them", () => {
  assert.equal(plainText("a".repeat(70), 10), `${"a".repeat(9)}…`);
  assert.equal(plainText("👩‍💻".repeat(3), 2), "👩‍💻…");
});

test("marks piled on a letter do not grow over the lines beside it", () => {
  assert.equal(plainText(`Z${"\u0301".repeat(50)}`).length, 5);
});

test("words that run from the right keep to themselves", () => {
  assert.equal(plainText("דנה"), "\u2068דנה\u2069");
});

test("whatever the text, one line comes out without icons, links, controls or overrides", () => {
  const pieces = fc.constantFrom(
    "$(",
    "](",
    "[a",
    ")",
    "\u202e",
    "\u200b",
    "\u2060",
    "\n",
    "\u2028",
    "\u200d",
    "\u{1f600}",
    "x",
    "command:",
  );
  const text = fc
    .array(fc.oneof(pieces, fc.string({ unit: "binary" })), { maxLength: 30 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (written) => {
      const shown = plainText(written);
      assert.doesNotMatch(
        shown,
        /\$\(|\]\(|[\p{Cc}\u2028\u2029\u202a-\u202e\u2066\u2067\u200b\u200e\u200f\ufeff]/u,
      );
      assert.ok(shown.length > 0);
    }),
  );
});

test("of a text without end only the beginning is looked at", () => {
  assert.equal(plainText(`${"\u200b".repeat(10_000)}Ana`, 10), "?");
  assert.equal(plainText("a".repeat(10_000_000), 10), `${"a".repeat(9)}…`);
});
