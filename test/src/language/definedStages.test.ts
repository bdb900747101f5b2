import assert from "node:assert/strict";
import { test } from "node:test";
import { definedStages } from "#src/language/definedStages.ts";

test("stages are found at their own lines, groups once", () => {
  const text =
    "# stages:\nvars: [p.yaml]\nstages:\n  one:\n    cmd: a\n\n  'two':\n    foreach: [a, b]\n    do: {cmd: b}\n";
  assert.deepEqual(definedStages(text), [
    { name: "one", line: 3 },
    { name: "two", line: 6 },
  ]);
});

test("a text that is just being written still has its stages", () => {
  const text = "stages:\n  one:\n    cmd: [a\n  two:\n    deps:\n     - x\n    cm\n";
  assert.equal(definedStages(text)[0]?.name, "one");
  assert.deepEqual(definedStages(text)[0]?.line, 1);
  for (const broken of ["", "stages:", "stages: 3", "- a", "stages:\n  ? [a]\n  : b", "\u0000", "a: *b"])
    assert.ok(Array.isArray(definedStages(broken)), broken);
});
