/** Submodules in a handover: their folders are never touched, and nobody's move of one is undone. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { handOver } from "#handover/handOver.ts";
import { takeSeat } from "#handover/take.ts";
import { type Driver, gitTeam, runGit, type Team } from "#support/gitTeam.ts";
import { expectType } from "#support/outcome.ts";

const identity = [
  "-c",
  "user.name=Lib",
  "-c",
  "user.email=lib@example.org",
  "-c",
  "protocol.file.allow=always",
];

function inLibrary(driver: Driver, ...args: string[]): string {
  return runGit(join(driver.folder, "lib"), driver.environment, [...identity, ...args]);
}

/** A commit in the driver's folder of the submodule, pushed to the library's remote or not. */
function moveLibrary(driver: Driver, content: string, pushed: boolean): void {
  driver.write("lib/code.txt", content);
  inLibrary(driver, "commit", "-am", content.trim());
  if (pushed) inLibrary(driver, "push", "origin", "HEAD:main");
}

/** Ana and Rui share a project with the submodule `lib`. */
async function withLibrary(team: Team): Promise<{ Ana: Driver; Rui: Driver }> {
  const { Ana, Rui } = team.drivers;
  const library = join(team.folder, "library.git");
  runGit(team.folder, Ana.environment, ["init", "--bare", "--initial-branch=main", library]);
  const seed = join(team.folder, "seed");
  runGit(team.folder, Ana.environment, ["clone", library, seed]);
  runGit(seed, Ana.environment, [...identity, "commit", "--allow-empty", "-m", "Begin"]);
  runGit(seed, Ana.environment, ["push", "origin", "HEAD:main"]);
  expectType(await takeSeat(Ana.take()), "taken");
  runGit(Ana.folder, Ana.environment, [...identity, "submodule", "add", library, "lib"]);
  Ana.write("lib/code.txt", "first\n");
  inLibrary(Ana, "add", "--all");
  inLibrary(Ana, "commit", "-m", "First");
  inLibrary(Ana, "push", "origin", "HEAD:main");
  expectType(await handOver(Ana.handOver()), "handed-over");
  expectType(await takeSeat(Rui.take()), "taken");
  runGit(Rui.folder, Rui.environment, [...identity, "submodule", "update", "--init"]);
  return { Ana, Rui };
}

test("an old submodule is not handed over as if somebody had gone back to it", async () => {
  using team = gitTeam();
  const { Ana, Rui } = await withLibrary(team);
  moveLibrary(Ana, "second\n", true);
  expectType(await handOver(Ana.handOver()), "handed-over");
  const moved = team.git("ls-tree", "baton/main", "lib");
  expectType(await takeSeat(Rui.take()), "taken");
  Rui.write("rui.txt", "rui\n");
  const { files, notes } = expectType(await handOver(Rui.handOver()), "handed-over");
  assert.deepEqual(files, ["rui.txt"]);
  assert.match(notes.join(" "), /The submodule lib is older here than the team's/);
  assert.equal(team.git("ls-tree", "baton/main", "lib"), moved);
  assert.equal(Rui.read("lib/code.txt"), "first\n");
});

test("changes inside a submodule stay there, and are told", async () => {
  using team = gitTeam();
  const { Ana } = await withLibrary(team);
  Ana.write("lib/code.txt", "uncommitted\n");
  Ana.write("ana.txt", "ana\n");
  const { notes } = expectType(await handOver(Ana.handOver()), "handed-over");
  assert.match(notes.join(" "), /Changes inside the submodule lib stay in your folder only/);
  expectType(await takeSeat(Ana.take()), "taken");
  assert.equal(Ana.read("lib/code.txt"), "uncommitted\n");
});

test("a submodule's commits that its own remote lacks hold the handover back", async () => {
  using team = gitTeam();
  const { Ana } = await withLibrary(team);
  moveLibrary(Ana, "second\n", false);
  const { problem } = expectType(await handOver(Ana.handOver()), "refused");
  assert.equal(problem.code, "submodule-unpushed");
  assert.match(problem.message, /lib has commits that its own remote lacks.*in a commit on baton\/main/);
  inLibrary(Ana, "push", "origin", "HEAD:main");
  expectType(await handOver(Ana.handOver()), "handed-over");
});
