import assert from "node:assert/strict";
import { test } from "node:test";
import type { PanelStage } from "#protocol/metricsPanel.ts";
import type { StageStatus } from "#protocol/status.ts";
import { stageActions } from "#src/language/stageActions.ts";

const status = (name: string, state: StageStatus["state"], missing: readonly string[] = []): StageStatus => ({
  name,
  state,
  reasons: missing.map((path) => ({ type: "missingOutput", path })),
  path: "dvc.yaml",
  line: 1,
  inputs: [],
  outputs: [],
  needs: [],
  code: null,
});
const inRun = (name: string, state: PanelStage["state"]): PanelStage => ({ name, state, ms: null });
const each = { name: "each", line: 4 };

test("a group has one line of actions, stale as soon as one of its stages is", () => {
  const statuses = [
    status("each@a", "fresh"),
    status("each@b", "stale", ["x", "y"]),
    status("eachOther", "stale"),
  ];
  const [actions] = stageActions([each], statuses, []);
  assert.deepEqual(actions?.stages, ["each@a", "each@b"]);
  assert.deepEqual(actions.state, { type: "stale", first: statuses[1], others: 1 });
});

test("a group runs while one of its stages does", () => {
  const statuses = [status("each@a", "fresh"), status("each@b", "stale", ["x"])];
  const states = stageActions([each], statuses, [inRun("each@b", "running")]).map(({ state }) => state?.type);
  assert.deepEqual(states, ["running"]);
});

test("fresh, frozen, and not known yet", () => {
  const defined = ["one", "two", "new"].map((name, line) => ({ name, line }));
  const actions = stageActions(defined, [status("one", "fresh"), status("two", "frozen")], []);
  assert.deepEqual(
    actions.map(({ state }) => state?.type ?? null),
    ["fresh", "frozen", null],
  );
});
