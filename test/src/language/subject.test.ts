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
  const path = { type: "path", stage: "a", foldersOnly: false, isRead: true };
  assert.deepEqual(at("stages:\n  a:\n    deps:\n      - data/|"), path);
  assert.deepEqual(at("stages:\n  a:\n    deps:\n    - x\n    - |"), path);
  assert.deepEqual(at("stages:\n  a:\n    outs: [x, da|"), { ...path, isRead: false });
  assert.deepEqual(at("stages:\n  a:\n    wdir: |"), { ...path, foldersOnly: true, isRead: false });
  assert.deepEqual(at("metrics:\n  - |"), { ...path, stage: null });
  assert.deepEqual(at("params:\n  - |"), { ...path, stage: null, isRead: false });
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

test("the keys beside a cursor are those of its own map, above and below", () => {
  const beside = (text: string) => {
    const before = text.slice(0, text.indexOf("|")).split("\n");
    return cursorAt(text.replace("|", ""), before.length - 1, before.at(-1)?.length ?? 0).siblings;
  };
  const stages =
    "stages:\n  a:\n    cmd: x\n    deps:\n    - y\n    |\n    outs:\n      - o:\n          cache: true\n";
  assert.deepEqual(beside(`${stages}  b:\n    frozen: true\n`), ["deps", "cmd", "outs"]);
  assert.deepEqual(beside("vars: []\n|\nstages:\n  a:\n    cmd: x\n"), ["vars", "stages"]);
  assert.deepEqual(beside("outs:\n  - one\n  - x: 1\n    y: 2\n    |\n    z: 3\n  - v: 1\n    w: 1\n"), [
    "y",
    "x",
    "z",
  ]);
  assert.deepEqual(beside("outs:\n  - x: 1\n  - |\n    z: 3\n"), ["z"]);
  assert.deepEqual(beside("stages:\n  a:\n    c|md: x\n    deps: []\n"), ["deps"]);
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
