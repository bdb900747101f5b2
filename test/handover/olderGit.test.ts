/** A git before 2.38 cannot merge without touching the folder; nothing is lost with it either. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { finishWork } from "#handover/finish.ts";
import { handOver } from "#handover/handOver.ts";
import { retireWork } from "#handover/retire.ts";
import { takeSeat } from "#handover/take.ts";
import { gitTeam, type Team } from "#support/gitTeam.ts";
import { expectType } from "#support/outcome.ts";

/** The machine's git, but without `merge-tree --write-tree`. */
function olderGit({ folder, drivers }: Team): NodeJS.ProcessEnv {
  const { environment } = drivers.Ana;
  const git = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const script = `#!/bin/sh\nfor word; do [ "$word" = merge-tree ] && exit 129; done\nexec '${git}' "$@"\n`;
  writeFileSync(join(bin, "git"), script, { mode: 0o755 });
  return { ...environment, PATH: `${bin}${delimiter}${environment["PATH"]}` };
}

test("changes that do not fit stay in the stash, and the folder is the team's", async () => {
  using team = gitTeam();
  const environment = olderGit(team);
  const { Ana, Rui } = team.drivers;
  expectType(await takeSeat(Ana.take({ environment })), "taken");
  Ana.write("notes.txt", "one\ntwo, says Ana\nthree\n");
  expectType(await handOver(Ana.handOver({ environment })), "handed-over");
  Rui.write("notes.txt", "one\ntwo, says Rui\nthree\n");
  Rui.write("untracked.txt", "new\n");
  const { stash } = expectType(await takeSeat(Rui.take({ dirty: "stash", environment })), "taken");
  assert.deepEqual(stash?.type === "kept" && stash.files, ["notes.txt"]);
  assert.equal(Rui.git("status", "--porcelain"), "");
  assert.match(Rui.git("show", "stash@{0}:notes.txt"), /says Rui/);
  assert.equal(Rui.git("show", "stash@{0}^3:untracked.txt"), "new");
});

test("work that does not fit on theirs is on a rescue branch, and no rebase is left under way", async () => {
  using team = gitTeam();
  const environment = olderGit(team);
  const { Ana, Rui } = team.drivers;
  for (const driver of [Ana, Rui]) {
    expectType(await takeSeat(driver.take({ environment })), "taken");
    driver.write("notes.txt", `${driver.name}\n`);
  }
  expectType(await handOver(Ana.handOver({ environment })), "handed-over");
  const { rescue } = expectType(await handOver(Rui.handOver({ environment })), "set-aside");
  assert.equal(team.git("show", `${rescue.branch}:notes.txt`), "Rui");
  assert.equal(Rui.git("rev-parse", "HEAD"), team.git("rev-parse", "baton/main"));
  assert.equal(Rui.git("status", "--porcelain"), "");
});

test("a finished branch goes once the base has every file of it, and not before", async () => {
  using team = gitTeam();
  const environment = olderGit(team);
  const { Ana } = team.drivers;
  const options = Ana.take({ environment });
  expectType(await takeSeat(options), "taken");
  Ana.write("ana.txt", "ana\n");
  expectType(await handOver(Ana.handOver({ environment })), "handed-over");
  const { message } = expectType(await finishWork(options), "squashed");
  expectType(await retireWork(options), "waiting");
  Ana.git("commit", "-m", message);
  Ana.git("push");
  expectType(await retireWork(options), "retired");
  assert.equal(team.git("branch", "--format=%(refname:short)"), "main");
});
