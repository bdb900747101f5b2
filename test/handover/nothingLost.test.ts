/** Whatever three drivers do, and whatever fails meanwhile: every line that anybody saved is still in git. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { takeSeat } from "#handover/take.ts";
import { gitTeam } from "#support/gitTeam.ts";
import { handoverGame, missingLines, moves } from "#support/handoverGame.ts";
import { teamText } from "#support/reachable.ts";

test("every line that was ever saved is in a commit or a stash that git keeps", {
  timeout: 240_000,
}, async (context) => {
  const seed = Number(process.env["BATON_SEED"] ?? Date.now() % 1_000_000);
  const numRuns = Number(process.env["BATON_RUNS"] ?? 5);
  context.diagnostic(`BATON_SEED=${seed}`);
  const property = fc.asyncProperty(moves, async (played) => {
    using team = gitTeam();
    const game = handoverGame(team);
    for (const driver of Object.values(team.drivers)) await takeSeat(driver.take());
    for (const move of played) await game.play(move);
    for (const { git } of Object.values(team.drivers)) {
      assert.equal(git("ls-files", "--unmerged"), "");
      git("stash", "push", "--include-untracked");
    }
    assert.deepEqual(missingLines(game.ledger, teamText(team)), []);
  });
  await fc.assert(property, { seed, numRuns, endOnFailure: true });
});
