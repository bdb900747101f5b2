/** A process that is killed at any step of a handover loses nothing, and the next try goes on from there. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { handOver } from "#handover/handOver.ts";
import { takeSeat } from "#handover/take.ts";
import { copyTeam, type Driver, gitTeam, type Team } from "#support/gitTeam.ts";
import { missingLines } from "#support/handoverGame.ts";
import { expectType } from "#support/outcome.ts";
import { reachableText, teamText } from "#support/reachable.ts";

const child = join(import.meta.dirname, "../support/killedHandover.ts");

/** Runs an operation in a process of its own, which is killed before its n-th git command; false: it had fewer. */
async function killedAt(command: number, operation: "take" | "handOver", driver: Driver): Promise<boolean> {
  const run = spawn(process.execPath, [child, operation, driver.folder, driver.name, String(command)], {
    env: driver.environment,
    stdio: ["ignore", "ignore", "inherit"],
  });
  await once(run, "exit");
  return run.signalCode === "SIGKILL";
}

/** Rui has a commit that the team lacks, and a changed file, which Ana has changed, too, or not, and a new one. */
async function withEverything(changed: "notes.txt" | "own.txt"): Promise<Team> {
  const team = gitTeam({ "notes.txt": "one\ntwo\nthree\n", "own.txt": "one\n" });
  const { Ana, Rui } = team.drivers;
  expectType(await takeSeat(Rui.take()), "taken");
  Rui.write("committed.txt", "line 1 committed;\n");
  Rui.git("add", "--all");
  Rui.git("commit", "-m", "By hand");
  expectType(await takeSeat(Ana.take()), "taken");
  Ana.write("notes.txt", "one\nline 2 by Ana;\nthree\n");
  expectType(await handOver(Ana.handOver()), "handed-over");
  Rui.write(changed, "one\ntwo\nline 3 changed;\n");
  Rui.write("untracked.txt", "line 4 untracked;\n");
  return team;
}

const lines = new Set(["line 1 committed;", "line 2 by Ana;", "line 3 changed;", "line 4 untracked;"]);

/** All that is in git, and in the files as they lie there. */
function everything(team: Team, driver: Driver): string {
  const there = ["notes.txt", "own.txt", "untracked.txt", "committed.txt"].filter((path) => driver.has(path));
  return [teamText(team), ...there.map((path) => driver.read(path))].join("\n");
}

test("killed before any command of taking the seat", { timeout: 240_000 }, async () => {
  using before = await withEverything("own.txt");
  let command = 1;
  for (let killed = true; killed; command += 1) {
    using team = copyTeam(before);
    const { Rui } = team.drivers;
    killed = await killedAt(command, "take", Rui);
    assert.deepEqual(missingLines(lines, everything(team, Rui)), [], `before command ${command}`);
    expectType(await takeSeat(Rui.take({ dirty: "stash" })), "taken");
    Rui.git("stash", "--include-untracked");
    assert.deepEqual(missingLines(lines, reachableText(Rui.folder, Rui.environment)), []);
  }
  assert.ok(command > 6, `only ${command - 1} commands`);
});

test("killed before any command of a handover that others were before", { timeout: 240_000 }, async () => {
  using before = await withEverything("notes.txt");
  let command = 1;
  for (let killed = true; killed; command += 1) {
    using team = copyTeam(before);
    const { Rui } = team.drivers;
    killed = await killedAt(command, "handOver", Rui);
    assert.deepEqual(missingLines(lines, everything(team, Rui)), [], `before command ${command}`);
    if (killed) await handOver(Rui.handOver());
    assert.equal(Rui.git("status", "--porcelain"), "");
    assert.deepEqual(missingLines(lines, teamText(team)), []);
  }
  assert.ok(command > 6, `only ${command - 1} commands`);
});
