import assert from "node:assert/strict";
import { test } from "node:test";
import { temporaryFolder } from "#support/temporaryFolder.ts";
import { torture } from "#support/torture.ts";

test("[CMD-2] [CMD-3] 200 kills at random instants: what was acknowledged is there, nothing twice", async (context) => {
  using folder = temporaryFolder();
  const seed = Number(process.env["BATON_SEED"] ?? Date.now() % 1_000_000);
  context.diagnostic(`BATON_SEED=${seed}`);
  const { acknowledged, unanswered } = await torture(folder.path, 200, seed);
  assert.ok(acknowledged > 200 && unanswered > 0);
});
