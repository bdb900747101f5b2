/** Where anchored code stands now. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Anchor } from "#protocol/session/state.ts";
import { placeInFile } from "#src/suggestions/anchorPlace.ts";

const file = ["import a", "", "const one = 1;", "const two = 2;", "end();"];

function anchor(lines: Anchor["lines"], text: string): Anchor {
  return { path: "a.ts", lines, commit: null, text };
}

function place(content: string, about: Anchor) {
  const { standing, lines } = placeInFile(about, content);
  return [standing, lines];
}

const two = anchor([4, 4], "const two = 2;");

test("code that stands where it stood is here, whatever its line ends and trailing blanks", () => {
  assert.deepEqual(place(file.join("\n"), two), ["here", [4, 4]]);
  assert.deepEqual(place(file.join("  \r\n"), two), ["here", [4, 4]]);
});

test("code that stands elsewhere has moved, to the nearest place", () => {
  assert.deepEqual(place(["new", "newer", ...file].join("\n"), two), ["moved", [6, 6]]);
  assert.deepEqual(place([...file.slice(3), ...file.slice(0, 3), "", file[3]].join("\n"), two), [
    "moved",
    [1, 1],
  ]);
});

test("several lines move together", () => {
  const both = anchor([3, 4], "const one = 1;\nconst two = 2;");
  assert.deepEqual(place(["new", ...file].join("\n"), both), ["moved", [4, 5]]);
});

test("code that is nowhere is stale, and keeps the lines at which it stood", () => {
  assert.deepEqual(place("const three = 3;", two), ["stale", [4, 4]]);
});

test("a bracket is not looked for elsewhere: it stands everywhere", () => {
  assert.deepEqual(place("}\n\na\nb", anchor([4, 4], "}")), ["stale", [4, 4]]);
});

test("a file that is not here is not judged; one without lines is here", () => {
  assert.equal(placeInFile(two, null).standing, "unknown");
  assert.equal(placeInFile(anchor(null, ""), "anything").standing, "here");
});

test("text that was cut is found by what is left of it", () => {
  assert.deepEqual(place(file.join("\n"), anchor([3, 5], "const one = 1;\nconst tw")), ["here", [3, 5]]);
});

test("lines put in above move the anchor by as many", () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z ]{0,12}$/), { maxLength: 30 }),
      fc.nat(20),
      (others, above) => {
        const unique = "something that stands once;";
        const content = [...Array(above).fill("new"), ...others, unique].join("\n");
        const about = anchor([others.length + 1, others.length + 1], unique);
        const line = above + others.length + 1;
        assert.deepEqual(place(content, about), [above === 0 ? "here" : "moved", [line, line]]);
      },
    ),
  );
});
