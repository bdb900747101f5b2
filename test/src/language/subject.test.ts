import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cursorAt } from "#src/language/cursor.ts";
import { type Subject, subjectOf } from "#src/language/subject.ts";

/** What belongs at the bar in a text. */
function at(text: string): Subject {
  const before = text.slice(0, text.indexOf("|")).split("\n");
  const { length } = before;
  return subjectOf(cursorAt(text.replace("|", ""), length - 1, before.at(-1)?.length ?? 0));
}

function keysAt(text: string): readonly string[] {
  const subject = at(text);
  return subject.type === "keys" ? subject.keys.map(({ name }) => name) : [];
}

test("keys belong at the top, in a stage, in a group's stage and below an output", () => {
  assert.ok(keysAt("|").includes("stages"));
  assert.ok(keysAt("stages:\n  a:\n    cmd: x\nva|").includes("vars"));
  assert.ok(keysAt("stages:\n  a:\n    cmd: x\n    de|").includes("deps"));
  assert.ok(keysAt("stages:\n  a:\n    deps:\n    - x\n\n    # why\n    |").includes("foreach"));
  assert.ok(keysAt("stages:\n  a:\n    foreach: [1]\n    do:\n      |").includes("cmd"));
  assert.ok(keysAt("stages:\n  a:\n    outs:\n      - out.csv:\n          |").includes("cache"));
  assert.ok(
    keysAt("stages:\n  a:\n    plots:\n    - p.csv:\n        title: x\n        |").includes("template"),
  );
  assert.ok(!keysAt("stages:\n  a:\n    outs:\n      - out.csv:\n          |").includes("template"));
});

test("paths belong in the lists of files, relative to their stage", () => {
  const path = { type: "path", stage: "a", foldersOnly: false };
  assert.deepEqual(at("stages:\n  a:\n    deps:\n      - data/|"), path);
  assert.deepEqual(at("stages:\n  a:\n    deps:\n    - x\n    - |"), path);
  assert.deepEqual(at("stages:\n  a:\n    outs: [x, da|"), path);
  assert.deepEqual(at("stages:\n  a:\n    wdir: |"), { ...path, foldersOnly: true });
  assert.deepEqual(at("metrics:\n  - |"), { ...path, stage: null });
});

test("parameters belong in params, of the file that is named", () => {
  assert.deepEqual(at("stages:\n  a:\n    params: [for|"), { type: "parameter", stage: "a", file: null });
  assert.deepEqual(at("stages:\n  a:\n    params:\n      - p.toml:\n          - |"), {
    type: "parameter",
    stage: "a",
    file: "p.toml",
  });
});

test("true or false belong behind flags, nothing behind other keys", () => {
  assert.equal(at("stages:\n  a:\n    frozen: |").type, "flag");
  assert.equal(at("stages:\n  a:\n    outs:\n      - x:\n          cache: |").type, "flag");
  assert.equal(at("stages:\n  a:\n    cmd: py|").type, "other");
  assert.equal(at("stages:\n  |").type, "stageName");
});

test("no text is too broken to stand somewhere", () => {
  const piece = fc.constantFrom(
    "stages:",
    "a:",
    "- ",
    "  ",
    "\n",
    "[",
    ",",
    "#",
    "'",
    '"',
    ": ",
    "deps",
    "\t",
    "é",
  );
  fc.assert(
    fc.property(fc.array(piece), fc.nat(), fc.nat(), (pieces, line, character) => {
      const text = pieces.join("");
      const lines = text.split("\n");
      const row = line % lines.length;
      const column = character % ((lines[row]?.length ?? 0) + 1);
      const cursor = cursorAt(text, row, column);
      assert.ok(cursor.start >= 0 && cursor.start <= column);
      subjectOf(cursor);
    }),
  );
});
