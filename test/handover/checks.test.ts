/** The project's checks in a handover: hooks of the repository and pre-commit, failing, mending and hanging. */
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { handOver } from "#handover/handOver.ts";
import { takeSeat } from "#handover/take.ts";
import { type Driver, gitTeam, type Team, writeHook } from "#support/gitTeam.ts";
import { expectType } from "#support/outcome.ts";
import { pidIn, waitUntilGone } from "#support/processes.ts";

/** Ana in the seat, with something to hand over. */
async function driving(team: Team): Promise<Driver> {
  const { Ana } = team.drivers;
  expectType(await takeSeat(Ana.take()), "taken");
  Ana.write("ana.txt", "ana \n");
  return Ana;
}

/** A program called pre-commit on the driver's PATH, and the file that says the project uses it. */
function installPreCommit(team: Team, driver: Driver, script: string): NodeJS.ProcessEnv {
  const folder = join(team.folder, "bin");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "pre-commit"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, "pre-commit"), 0o755);
  driver.write(".pre-commit-config.yaml", "repos: []\n");
  return { ...driver.environment, PATH: `${folder}${delimiter}${driver.environment["PATH"]}` };
}

const failing = "echo 'trim trailing whitespace...............Failed'; exit 1";

test("a check that fails blocks the handover, and leaves the work in the folder", async () => {
  using team = gitTeam();
  const Ana = await driving(team);
  writeHook(Ana.folder, "pre-commit", "echo 'ana.txt has a space at its end' >&2; exit 3");
  const { problem } = expectType(await handOver(Ana.handOver()), "refused");
  assert.equal(problem.code, "checks-failed");
  assert.match(problem.message, /ana\.txt has a space at its end.*your work is in your folder/);
  assert.equal(Ana.read("ana.txt"), "ana \n");
  assert.equal(team.git("rev-parse", "baton/main"), team.git("rev-parse", "main"));
});

test("a check that fails is only told where the team wants that", async () => {
  using team = gitTeam();
  const Ana = await driving(team);
  writeHook(Ana.folder, "pre-commit", "echo 'a space' >&2; exit 1");
  const { notes } = expectType(await handOver(Ana.handOver({ checks: "warn" })), "handed-over");
  assert.match(notes.join(" "), /handed over all the same: a space/);
});

test("checks that are to be skipped do not run", async () => {
  using team = gitTeam();
  const Ana = await driving(team);
  for (const name of ["pre-commit", "commit-msg", "pre-push"]) writeHook(Ana.folder, name, "exit 1");
  const { notes } = expectType(await handOver(Ana.handOver({ checks: "skip" })), "handed-over");
  assert.deepEqual(notes, []);
});

test("what a check mends is handed over, and said", async () => {
  using team = gitTeam();
  const Ana = await driving(team);
  const mend = "grep -q ' $' ana.txt || exit 0; printf 'ana\\n' > ana.txt; exit 1";
  writeHook(Ana.folder, "pre-commit", mend);
  const { notes } = expectType(await handOver(Ana.handOver()), "handed-over");
  assert.match(notes.join(" "), /The checks changed ana\.txt/);
  assert.equal(team.git("show", "baton/main:ana.txt"), "ana");
});

test("a check that hangs is ended with all it started, and told", { timeout: 60_000 }, async () => {
  using team = gitTeam();
  const Ana = await driving(team);
  const file = join(team.folder, "pid");
  writeHook(Ana.folder, "pre-commit", `sleep 600 & echo $! > '${file}'; wait`);
  const { problem } = expectType(await handOver(Ana.handOver({ checksLimit: 1_500 })), "refused");
  assert.equal(problem.code, "checks-failed");
  assert.match(problem.message, /did not end within 2 seconds and were stopped/);
  await waitUntilGone(await pidIn(file));
  expectType(await handOver(Ana.handOver({ checks: "skip" })), "handed-over");
});

test("a check that is stopped may put back what it took out of the way", { timeout: 60_000 }, async () => {
  using team = gitTeam();
  const Ana = await driving(team);
  const restore = `trap "sh -c 'sleep 0.2; touch ${team.folder}/restored'; exit 1" INT`;
  writeHook(Ana.folder, "pre-commit", `${restore}; sleep 600 & wait`);
  const { problem } = expectType(await handOver(Ana.handOver({ checksLimit: 1_000 })), "refused");
  assert.equal(problem.code, "checks-failed");
  assert.ok(existsSync(join(team.folder, "restored")));
});

test("cancelling ends a check with all it started; nothing is committed", { timeout: 60_000 }, async () => {
  using team = gitTeam();
  const Ana = await driving(team);
  const file = join(team.folder, "pid");
  writeHook(Ana.folder, "pre-commit", `sleep 600 & echo $! > '${file}'; wait`);
  const cancel = new AbortController();
  const handing = handOver(Ana.handOver({ signal: cancel.signal }));
  const pid = await pidIn(file);
  cancel.abort();
  const { problem } = expectType(await handing, "refused");
  assert.equal(problem.code, "cancelled");
  await waitUntilGone(pid);
  assert.equal(Ana.git("rev-parse", "HEAD"), team.git("rev-parse", "main"));
  assert.equal(Ana.read("ana.txt"), "ana \n");
});

test("a hook after the commit that fails or hangs keeps nothing back", { timeout: 60_000 }, async () => {
  using team = gitTeam();
  const Ana = await driving(team);
  writeHook(Ana.folder, "post-commit", "sleep 600");
  expectType(await handOver(Ana.handOver({ checksLimit: 1_500 })), "handed-over");
  assert.equal(team.git("show", "baton/main:ana.txt"), "ana ");
});

test("a pre-push hook that refuses keeps the work in a commit", async () => {
  using team = gitTeam();
  const Ana = await driving(team);
  writeHook(Ana.folder, "pre-push", "echo 'tests are red' >&2; exit 1");
  const { problem } = expectType(await handOver(Ana.handOver()), "refused");
  assert.equal(problem.code, "hook-refused");
  assert.match(problem.message, /in a commit on baton\/main in your folder/);
  assert.match(problem.details, /tests are red/);
  assert.equal(Ana.git("show", "HEAD:ana.txt"), "ana ");
  expectType(await handOver(Ana.handOver({ checks: "warn" })), "handed-over");
});

test("pre-commit runs where it is configured without its hook: failing", async () => {
  using team = gitTeam();
  const Ana = await driving(team);
  const environment = installPreCommit(team, Ana, failing);
  const { problem } = expectType(await handOver(Ana.handOver({ environment })), "refused");
  assert.match(problem.message, /did not pass: trim trailing whitespace/);
  assert.equal(Ana.git("log", "-1", "--format=%s"), "Start");
});

test("pre-commit runs where it is configured without its hook: mending, and passing", async () => {
  using team = gitTeam();
  const Ana = await driving(team);
  const environment = installPreCommit(
    team,
    Ana,
    `grep -q ' $' ana.txt || exit 0; echo ana > ana.txt; ${failing}`,
  );
  const { notes } = expectType(await handOver(Ana.handOver({ environment })), "handed-over");
  assert.match(notes.join(" "), /The checks changed ana\.txt/);
  assert.equal(team.git("show", "baton/main:ana.txt"), "ana");
});

test("pre-commit that hangs is ended, and the code goes on where checks only warn", {
  timeout: 60_000,
}, async () => {
  using team = gitTeam();
  const Ana = await driving(team);
  const file = join(team.folder, "pid");
  const environment = installPreCommit(team, Ana, `sleep 600 & echo $! > '${file}'; wait`);
  const options = Ana.handOver({ environment, checks: "warn", checksLimit: 1_500 });
  const { notes } = expectType(await handOver(options), "handed-over");
  assert.match(notes.join(" "), /did not end within 2 seconds/);
  await waitUntilGone(await pidIn(file));
});

test("a project that configures pre-commit hands over also where it is not installed", async () => {
  using team = gitTeam();
  const Ana = await driving(team);
  Ana.write(".pre-commit-config.yaml", "repos: []\n");
  expectType(await handOver(Ana.handOver()), "handed-over");
});
