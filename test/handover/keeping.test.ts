/** Taking the seat loses nothing of what only this folder has, and says where it is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { handOver } from "#handover/handOver.ts";
import { takeSeat } from "#handover/take.ts";
import { type Driver, gitTeam } from "#support/gitTeam.ts";
import { expectType } from "#support/outcome.ts";

/** One turn: take the seat, write, hand over. */
async function turn(driver: Driver, path: string, content: string): Promise<void> {
  expectType(await takeSeat(driver.take()), "taken");
  driver.write(path, content);
  expectType(await handOver(driver.handOver()), "handed-over");
}

function commitByHand(driver: Driver, path: string, content: string): string {
  driver.write(path, content);
  driver.git("add", "--all");
  driver.git("commit", "-m", "By hand");
  return driver.git("rev-parse", "HEAD");
}

test("a commit that never came to the remote is kept on a rescue branch, and the team's code taken", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  await turn(Rui, "rui.txt", "rui\n");
  const commit = commitByHand(Rui, "mine.txt", "mine\n");
  await turn(Ana, "ana.txt", "ana\n");
  const { rescue, notes } = expectType(await takeSeat(Rui.take()), "taken");
  assert.match(rescue?.branch ?? "", /^baton\/rescue\/\d{4}-\d\d-\d\dT[\d-]+Z$/);
  assert.equal(Rui.git("rev-parse", rescue?.branch ?? ""), commit);
  assert.equal(Rui.git("rev-parse", "HEAD"), team.git("rev-parse", "baton/main"));
  assert.match(notes.join(" "), /One commit on your baton\/main never came .* on the branch baton\/rescue\//);
  assert.equal(Rui.has("mine.txt"), false);
});

test("a commit on top of the team's is put aside, too, unless it is to stay", async () => {
  using team = gitTeam();
  const { Rui } = team.drivers;
  await turn(Rui, "rui.txt", "rui\n");
  const commit = commitByHand(Rui, "mine.txt", "mine\n");
  const kept = expectType(await takeSeat(Rui.take({ ahead: "keep" })), "taken");
  assert.deepEqual([kept.commit, kept.rescue], [commit, null]);
  const taken = expectType(await takeSeat(Rui.take()), "taken");
  assert.equal(taken.rescue?.commit, commit);
});

test("two rescues in one second have two branches", async () => {
  using team = gitTeam();
  const { Rui } = team.drivers;
  const now = (): Date => new Date(0);
  await turn(Rui, "rui.txt", "rui\n");
  const branches: string[] = [];
  for (const name of ["one", "two"]) {
    commitByHand(Rui, name, name);
    const { rescue } = expectType(await takeSeat(Rui.take({ now })), "taken");
    branches.push(rescue?.branch ?? "");
  }
  assert.deepEqual(branches, [
    "baton/rescue/1970-01-01T00-00-00-000Z",
    "baton/rescue/1970-01-01T00-00-00-000Z-2",
  ]);
});

test("a dirty folder is refused with its files, and stays as it was", async () => {
  using team = gitTeam();
  const { Rui } = team.drivers;
  Rui.write("notes.txt", "changed\n");
  Rui.write("untracked.txt", "new\n");
  const { problem } = expectType(await takeSeat(Rui.take()), "refused");
  assert.equal(problem.code, "dirty-tree");
  assert.deepEqual(problem.files, ["notes.txt", "untracked.txt"]);
  assert.equal(Rui.git("branch", "--show-current"), "main");
  assert.equal(Rui.read("notes.txt"), "changed\n");
});

test("changes, untracked files among them, are stashed and come back on the team's code", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  await turn(Ana, "ana.txt", "ana\n");
  Rui.write("notes.txt", "one\ntwo\nthree\nfour\n");
  Rui.write("folder/untracked.txt", "new\n");
  const { stash } = expectType(await takeSeat(Rui.take({ dirty: "stash" })), "taken");
  assert.equal(stash?.type, "restored");
  assert.equal(Rui.read("notes.txt"), "one\ntwo\nthree\nfour\n");
  assert.equal(Rui.read("folder/untracked.txt"), "new\n");
  assert.equal(Rui.read("ana.txt"), "ana\n");
  assert.equal(Rui.git("stash", "list"), "");
});

test("what was staged comes back staged", async () => {
  using team = gitTeam();
  const { Rui } = team.drivers;
  Rui.write("staged.txt", "staged\n");
  Rui.write("notes.txt", "one, staged\ntwo\nthree\n");
  Rui.git("add", "--all");
  Rui.write("notes.txt", "one, staged\ntwo, not staged\nthree\n");
  const before = Rui.git("status", "--porcelain");
  expectType(await takeSeat(Rui.take({ dirty: "stash" })), "taken");
  assert.equal(Rui.git("status", "--porcelain"), before);
  assert.equal(Rui.read("notes.txt"), "one, staged\ntwo, not staged\nthree\n");
});

test("a branch that another folder of the repository is on is not moved under its feet", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  await turn(Rui, "rui.txt", "rui\n");
  Rui.git("checkout", "main");
  Rui.git("worktree", "add", `${team.folder}/second`, "baton/main");
  await turn(Ana, "ana.txt", "ana\n");
  const { problem } = expectType(await takeSeat(Rui.take()), "refused");
  assert.equal(problem.code, "in-use");
  assert.match(problem.message, /baton\/main is checked out in .*second/);
});

test("changes that do not fit stay in the stash, all of them, and the folder is the team's", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  await turn(Ana, "notes.txt", "one\ntwo, says Ana\nthree\n");
  Rui.write("notes.txt", "one\ntwo, says Rui\nthree\n");
  Rui.write("untracked.txt", "new\n");
  const { stash, notes } = expectType(await takeSeat(Rui.take({ dirty: "stash" })), "taken");
  assert.deepEqual([stash?.type, stash?.type === "kept" && stash.files], ["kept", ["notes.txt"]]);
  assert.match(
    notes.join(" "),
    /notes\.txt\). They wait in the stash "baton: changes before taking the seat/,
  );
  assert.equal(Rui.git("status", "--porcelain"), "");
  assert.equal(Rui.read("notes.txt"), "one\ntwo, says Ana\nthree\n");
  assert.match(Rui.git("show", "stash@{0}:notes.txt"), /says Rui/);
  assert.equal(Rui.git("show", "stash@{0}^3:untracked.txt"), "new");
  const again = expectType(await takeSeat(Rui.take()), "taken");
  assert.match(again.notes.join(" "), /Changes from an earlier time wait in your stash/);
});

test("an untracked file that the team has, too, stays in the stash and is not written over", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  await turn(Ana, "same.txt", "Ana's\n");
  Rui.write("same.txt", "Rui's\n");
  const { stash } = expectType(await takeSeat(Rui.take({ dirty: "stash" })), "taken");
  assert.deepEqual(stash?.type === "kept" && stash.files, ["same.txt"]);
  assert.equal(Rui.read("same.txt"), "Ana's\n");
  assert.equal(Rui.git("show", "stash@{0}^3:same.txt"), "Rui's");
});

test("an ignored file that the team's code would write over is in the way, and everything stays", async () => {
  using team = gitTeam({ "notes.txt": "one\n" });
  const { Ana, Rui } = team.drivers;
  await turn(Ana, "secret.env", "the team's\n");
  Rui.write(".git/info/exclude", "secret.env\n");
  Rui.write("secret.env", "mine\n");
  Rui.write("notes.txt", "changed\n");
  const { problem } = expectType(await takeSeat(Rui.take({ dirty: "stash" })), "refused");
  assert.equal(problem.code, "in-the-way");
  assert.deepEqual(problem.files, ["secret.env"]);
  assert.equal(Rui.read("secret.env"), "mine\n");
  assert.equal(Rui.read("notes.txt"), "changed\n");
  assert.equal(Rui.git("branch", "--show-current"), "main");
});

test("commits on a detached HEAD are kept on a rescue branch", async () => {
  using team = gitTeam();
  const { Rui } = team.drivers;
  Rui.git("checkout", "--detach");
  const commit = commitByHand(Rui, "detached.txt", "detached\n");
  const { notes } = expectType(await takeSeat(Rui.take()), "taken");
  assert.match(Rui.git("branch", "--contains", commit), /baton\/rescue\//);
  assert.match(notes.join(" "), /You were on no branch; your commits there are on baton\/rescue\//);
});

test("two who take the first seat at the same moment share one branch", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  const outcomes = await Promise.all([takeSeat(Ana.take()), takeSeat(Rui.take())]);
  for (const outcome of outcomes) {
    assert.equal(expectType(outcome, "taken").commit, team.git("rev-parse", "baton/main"));
  }
});

test("commits of one's own on the base stay there", async () => {
  using team = gitTeam();
  const { Rui } = team.drivers;
  const commit = commitByHand(Rui, "mine.txt", "mine\n");
  const { notes } = expectType(await takeSeat(Rui.take()), "taken");
  assert.match(notes.join(" "), /Your main has commits that the remote's lacks\. They stay there/);
  assert.equal(Rui.git("rev-parse", "main"), commit);
  assert.equal(Rui.has("mine.txt"), false);
});

test("a branch whose work is on the base already is left without a rescue branch", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  await turn(Ana, "ana.txt", "ana\n");
  const old = Ana.git("rev-parse", "HEAD");
  Rui.git("fetch");
  Rui.git("merge", "--squash", "origin/baton/main");
  Rui.git("commit", "-m", "Squashed");
  Rui.git("push", "origin", "main", ":baton/main");
  const { rescue, created } = expectType(await takeSeat(Ana.take()), "taken");
  assert.deepEqual([rescue, created], [null, true]);
  assert.equal(Ana.git("rev-parse", `refs/baton/kept/${old}`), old);
});

test("work that somebody finished or reset meanwhile makes no rescue branch, and stays reachable here", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  await turn(Ana, "ana.txt", "ana\n");
  await turn(Rui, "ana.txt", "ana and rui\n");
  const old = Ana.git("rev-parse", "HEAD");
  team.git("branch", "-D", "baton/main");
  const { rescue, notes } = expectType(await takeSeat(Ana.take()), "taken");
  assert.deepEqual([rescue, notes], [null, []]);
  assert.notEqual(Ana.git("for-each-ref", "--contains", old, "refs/baton/kept/"), "");
});
