import assert from "node:assert/strict";
import { test } from "node:test";
import { temporaryFolder } from "#support/temporaryFolder.ts";
import { torture } from "#support/torture.ts";

test("[CMD-2] [CMD-3] 200 kills at random instants: what was acknowledged is there, nothing twice", async (context) => {
  using one = temporaryFolder();
  using other = temporaryFolder();
  const seed = Number(process.env["BATON_SEED"] ?? Date.now() % 1_000_000);
  context.diagnostic(`BATON_SEED=${seed}`);
  // Side by side, since a relay that is starting uses one core alone.
  const reports = await Promise.all([torture(one.path, 100, seed), torture(other.path, 100, seed + 1)]);
  for (const { acknowledged, unanswered } of reports) assert.ok(acknowledged > 100 && unanswered > 0);
});
