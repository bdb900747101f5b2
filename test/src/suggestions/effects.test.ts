/** What the runs made for a suggestion changed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { SharedRun } from "#protocol/session/state.ts";
import { effectsOf } from "#src/suggestions/effects.ts";
import { sharedRun } from "#support/boardClient.ts";

function run(number: number, mae: number, part: Partial<SharedRun> = {}): SharedRun {
  return sharedRun({ number, metrics: [{ name: "mae", value: mae, baseline: null }], ...part });
}

const forS1 = { suggestion: "s1" };

function effect(...runs: SharedRun[]) {
  return effectsOf(Object.fromEntries(runs.map((each, place) => [`r${place + 8}`, each]))).get("s1");
}

test("a run is compared with the one before it, in the order of their ids", () => {
  assert.deepEqual(effect(run(1, 2), run(2, 1.9), run(3, 1.8, forS1)), {
    metric: "mae",
    before: 1.9,
    after: 1.8,
    run: 3,
  });
});

test("several runs in a row for a suggestion count together; a later stretch alone", () => {
  assert.equal(effect(run(1, 2), run(2, 1.9, forS1), run(3, 1.7, forS1))?.before, 2);
  assert.equal(effect(run(1, 2), run(2, 1.9, forS1), run(3, 1.8), run(4, 1.6, forS1))?.before, 1.8);
});

test("a run that failed, and one on other data, is compared with nothing", () => {
  assert.equal(effect(run(1, 2), run(2, 1.9, { ...forS1, outcome: "failed" })), undefined);
  assert.equal(effect(run(1, 2, { source: "sample" }), run(2, 1.9, { ...forS1, source: "UCI" })), undefined);
  assert.equal(effect(run(1, 2), run(2, 9, { outcome: "failed" }), run(3, 1.9, forS1))?.before, 2);
});

test("the first run of all has no effect", () => {
  assert.equal(effect(run(1, 2, forS1)), undefined);
});

test("the first metric with a better and a worse speaks, if both runs have it", () => {
  const rows = { name: "rows", value: 130, baseline: null };
  const r2 = { name: "r2", value: 0.3, baseline: null };
  const before = sharedRun({ metrics: [rows, { ...r2, value: 0.2 }] });
  assert.equal(effect(before, sharedRun({ ...forS1, metrics: [rows, r2] }))?.metric, "r2");
  assert.equal(effect(before, sharedRun({ ...forS1, metrics: [rows] }))?.metric, "rows");
  assert.equal(effect(before, sharedRun({ ...forS1, metrics: [] })), undefined);
});
