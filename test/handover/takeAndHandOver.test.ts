/** The everyday way: one driver hands over, the next takes the seat and has everything. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { handOver } from "#handover/handOver.ts";
import { takeSeat } from "#handover/take.ts";
import { gitTeam } from "#support/gitTeam.ts";

test("the first to take the seat makes the work branch, here and on the remote", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  const taken = await takeSeat(Ana.take());
  assert.equal(taken.type, "taken");
  assert.equal(taken.type === "taken" && taken.created, true);
  assert.equal(Ana.git("branch", "--show-current"), "baton/main");
  assert.equal(Ana.git("rev-parse", "--abbrev-ref", "@{upstream}"), "origin/baton/main");
  assert.equal(team.git("rev-parse", "baton/main"), team.git("rev-parse", "main"));
});

test("the next driver has the code of the last, and is told the place where they were", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  await takeSeat(Ana.take());
  Ana.write("notes.txt", "one\ntwo and a half\nthree\n");
  Ana.write("new/file.txt", "new\n");
  const handed = await handOver(
    Ana.handOver({
      turn: 4,
      place: { path: "new/file.txt", line: 1 },
      suggestions: [{ id: "s1", title: "Halves" }],
      coAuthors: [{ name: "Eva", email: "eva@example.org" }],
    }),
  );
  assert.deepEqual(handed.type === "handed-over" && handed.files, ["new/file.txt", "notes.txt"]);
  const taken = await takeSeat(Rui.take());
  assert.deepEqual(taken.type === "taken" && taken.place, { path: "new/file.txt", line: 1 });
  assert.equal(Rui.read("notes.txt"), "one\ntwo and a half\nthree\n");
  assert.equal(
    Rui.git("log", "-1", "--format=%B"),
    "baton: turn 4, Ana\n\nBaton-File: new/file.txt:1\nBaton-Suggestion: s1 Halves\nCo-authored-by: Eva <eva@example.org>\n",
  );
});
