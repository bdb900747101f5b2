/** Which saves concern a stage. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readsFile } from "#src/runs/readsFile.ts";

const stage = { inputs: ["data/raw", "params.yaml", "pipeline/train.ts"] };

test("a stage's inputs concern it, and what lies in a folder among them", () => {
  for (const path of ["params.yaml", "pipeline/train.ts", "data/raw", "data/raw/students.csv"]) {
    assert.ok(readsFile(stage, path), path);
  }
});

test("other files do not, also where a name only begins alike", () => {
  for (const path of ["README.md", "data/raw.csv", "params.yaml.bak", "pipeline/evaluate.ts"]) {
    assert.ok(!readsFile(stage, path), path);
  }
});
