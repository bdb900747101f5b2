import assert from "node:assert/strict";
import { test } from "node:test";
import { parameterPosition } from "#src/runs/parameterPosition.ts";

test("a nested key of YAML and JSON is found by its whole path", () => {
  const yaml = "ridge:\n  trees: 1\nforest:\n  trees: 100\n";
  assert.deepEqual(parameterPosition("params.yaml", yaml, "forest.trees"), { line: 3, character: 2 });
  const json = '{"ridge": {"trees": 1},\n "forest": {"trees": 2}}';
  assert.deepEqual(parameterPosition("params.json", json, "forest.trees"), { line: 1, character: 12 });
});

test("a key that is gone leads to the deepest part that is there", () => {
  assert.deepEqual(parameterPosition("params.yaml", "a: 1\nforest: {}\n", "forest.trees"), {
    line: 1,
    character: 0,
  });
  assert.deepEqual(parameterPosition("params.yaml", "a: [", "b"), { line: 0, character: 0 });
});

test("in TOML and Python the line that assigns it is found", () => {
  assert.deepEqual(parameterPosition("p.toml", "[forest]\nseed = 1\ntrees = 2\n", "forest.trees").line, 2);
  const python = "class Forest:\n    seed = 1\n    trees: int = 2\n";
  assert.deepEqual(parameterPosition("p.py", python, "Forest.trees").line, 2);
  assert.deepEqual(parameterPosition("p.py", python, "Forest.none").line, 0);
});
