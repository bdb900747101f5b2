/** Reset and Clean Up say what goes, and do just that. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { cleanUp, planCleanUp } from "#handover/cleanUp.ts";
import { handOver } from "#handover/handOver.ts";
import { planReset, resetWork } from "#handover/reset.ts";
import { takeSeat } from "#handover/take.ts";
import { type Driver, gitTeam, writeHook } from "#support/gitTeam.ts";
import { expectType } from "#support/outcome.ts";

async function turn(driver: Driver, path: string): Promise<void> {
  expectType(await takeSeat(driver.take()), "taken");
  driver.write(path, `${path}\n`);
  expectType(await handOver(driver.handOver()), "handed-over");
}

function branches(git: (...args: string[]) => string): string[] {
  return git("branch", "--format=%(refname:short)").split("\n");
}

test("a reset says whose commits go, and keeps them on a rescue branch", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  await turn(Ana, "ana.txt");
  await turn(Rui, "rui.txt");
  const tip = team.git("rev-parse", "baton/main");
  const { plan } = expectType(await planReset(Ana.take()), "plan");
  assert.deepEqual(
    plan.commits.map(({ subject, author }) => [subject, author.name]),
    [
      ["baton: turn 1, Ana", "Ana"],
      ["baton: turn 1, Rui", "Rui"],
    ],
  );
  const { rescues } = expectType(await resetWork({ ...Ana.take(), plan, keep: true }), "reset");
  assert.deepEqual(branches(team.git), ["main"]);
  assert.equal(Ana.git("branch", "--show-current"), "main");
  assert.equal(Ana.git("rev-parse", rescues[0]?.branch ?? ""), tip);
  assert.deepEqual(branches(Ana.git), [rescues[0]?.branch, "main"]);
});

test("a reset without keeping leaves no branch", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  await turn(Ana, "ana.txt");
  const { plan } = expectType(await planReset(Ana.take()), "plan");
  expectType(await resetWork({ ...Ana.take(), plan, keep: false }), "reset");
  assert.deepEqual([branches(team.git), branches(Ana.git)], [["main"], ["main"]]);
});

test("a reset deletes nothing that came since it was asked about", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  await turn(Ana, "ana.txt");
  const { plan } = expectType(await planReset(Ana.take()), "plan");
  await turn(Rui, "rui.txt");
  const { problem } = expectType(await resetWork({ ...Ana.take(), plan, keep: true }), "refused");
  assert.equal(problem.code, "changed-meanwhile");
  assert.equal(team.git("show", "baton/main:rui.txt"), "rui.txt");
});

test("a reset refuses a folder with changes in no commit", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  await turn(Ana, "ana.txt");
  const { plan } = expectType(await planReset(Ana.take()), "plan");
  Ana.write("notes.txt", "changed\n");
  const { problem } = expectType(await resetWork({ ...Ana.take(), plan, keep: true }), "refused");
  assert.deepEqual([problem.code, Ana.read("notes.txt")], ["dirty-tree", "changed\n"]);
});

test("cleaning up tells what would be lost from what is on the base, and leaves the team's work alone", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  await turn(Rui, "rui.txt");
  Rui.write("mine.txt", "mine\n");
  Rui.git("add", "--all");
  Rui.git("commit", "-m", "By hand");
  await turn(Ana, "ana.txt");
  const { rescue } = expectType(await takeSeat(Rui.take()), "taken");
  Rui.git("branch", "baton/old", "main");
  Rui.git("push", "origin", "baton/old");
  const { leftovers } = expectType(await planCleanUp(Rui.take()), "plan");
  assert.deepEqual(
    leftovers.map(({ kind, where, name, safe, commits }) => [kind, where, name, safe, commits]),
    [
      ["work", "here", "baton/old", true, 0],
      ["rescue", "here", rescue?.branch, false, 2],
      ["work", "remote", "baton/old", true, 0],
    ],
  );
  const safe = leftovers.filter((one) => one.safe);
  const { removed } = expectType(await cleanUp({ ...Rui.take(), leftovers: safe }), "cleaned");
  assert.deepEqual(removed, safe);
  assert.deepEqual(branches(Rui.git), ["baton/main", rescue?.branch, "main"]);
  assert.deepEqual(branches(team.git), ["baton/main", "main"]);
});

test("a remote that refuses to delete a branch keeps it, and is told in its words", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  Ana.git("push", "origin", "main:refs/heads/baton/old");
  writeHook(team.remote, "update", 'test "$3" != 0000000000000000000000000000000000000000');
  const { leftovers } = expectType(await planCleanUp(Ana.take()), "plan");
  const { removed, left } = expectType(await cleanUp({ ...Ana.take(), leftovers }), "cleaned");
  assert.deepEqual(removed, []);
  assert.match(left[0]?.why ?? "", /The remote origin refused to delete baton\/old: .*hook declined/);
  assert.deepEqual(branches(team.git), ["baton/old", "main"]);
});

test("cleaning up leaves a branch that somebody is on, and one that changed since", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  Ana.git("checkout", "-b", "baton/old");
  Ana.git("branch", "baton/other");
  const { leftovers } = expectType(await planCleanUp(Ana.take()), "plan");
  Ana.git("branch", "-f", "baton/other", Ana.git("commit-tree", "-m", "New", "HEAD^{tree}"));
  const { removed, left } = expectType(await cleanUp({ ...Ana.take(), leftovers }), "cleaned");
  assert.deepEqual(removed, []);
  assert.match(left[0]?.why ?? "", /You are on baton\/old/);
  assert.match(left[1]?.why ?? "", /changed baton\/other meanwhile/);
});
