import assert from "node:assert/strict";
import { test } from "node:test";
import type { StageVerdict } from "#protocol/run.ts";
import type { StageStatus } from "#protocol/status.ts";
import { afterStage } from "#src/runs/afterStage.ts";

function stateAfter(verdict: StageVerdict, state: "stale" | "frozen" = "stale") {
  const stage: StageStatus = {
    name: "train",
    state,
    reasons: [{ type: "neverRan" }],
    path: "dvc.yaml",
    line: 1,
    inputs: [],
    outputs: [],
    needs: [],
    code: null,
  };
  const ended = { type: "stageFinished", stage: "train", verdict, ms: 1, problem: null } as const;
  const after = afterStage({ state: "ready", stages: [stage], warnings: [] }, ended);
  return after?.state === "ready"
    ? after.stages.map((each) => `${each.state} ${each.reasons.length}`)[0]
    : null;
}

test("a stage that ended well is up to date before the run is over, any other stays as it was", () => {
  for (const verdict of ["ran", "cached", "restored"] as const) assert.equal(stateAfter(verdict), "fresh 0");
  for (const verdict of ["failed", "cancelled", "skipped"] as const)
    assert.equal(stateAfter(verdict), "stale 1");
  assert.equal(stateAfter("ran", "frozen"), "frozen 1");
});
