/** A push that does not go through loses nothing, and says where the work is. */
import assert from "node:assert/strict";
import { existsSync, renameSync } from "node:fs";
import { test } from "node:test";
import { handOver } from "#handover/handOver.ts";
import { takeSeat } from "#handover/take.ts";
import { type FileServer, fileServer } from "#support/fileServer.ts";
import { type Driver, gitTeam, type Team, writeHook } from "#support/gitTeam.ts";
import { expectType } from "#support/outcome.ts";
import { processesWith } from "#support/processes.ts";

async function seated(team: Team, ...drivers: Driver[]): Promise<void> {
  for (const driver of drivers) expectType(await takeSeat(driver.take()), "taken");
  assert.ok(team);
}

test("a push that others were before goes on top of theirs", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  await seated(team, Ana, Rui);
  Ana.write("ana.txt", "ana\n");
  Rui.write("rui.txt", "rui\n");
  expectType(await handOver(Ana.handOver()), "handed-over");
  const { files } = expectType(await handOver(Rui.handOver()), "handed-over");
  assert.deepEqual(files, ["rui.txt"]);
  assert.equal(team.git("ls-tree", "--name-only", "baton/main"), "ana.txt\nnotes.txt\nrui.txt");
});

test("two who hand over at the same moment both arrive", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  await seated(team, Ana, Rui);
  Ana.write("ana.txt", "ana\n");
  Rui.write("rui.txt", "rui\n");
  const outcomes = await Promise.all([handOver(Ana.handOver()), handOver(Rui.handOver())]);
  for (const outcome of outcomes) expectType(outcome, "handed-over");
  assert.equal(team.git("ls-tree", "--name-only", "baton/main"), "ana.txt\nnotes.txt\nrui.txt");
});

test("work that does not fit on theirs is on a rescue branch, here and on the remote, and both are told", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  await seated(team, Ana, Rui);
  Ana.write("notes.txt", "one\ntwo, says Ana\nthree\n");
  Rui.write("notes.txt", "one\ntwo, says Rui\nthree\n");
  expectType(await handOver(Ana.handOver()), "handed-over");
  const { rescue, message } = expectType(await handOver(Rui.handOver()), "set-aside");
  assert.equal(rescue.pushed, true);
  assert.match(team.git("show", `${rescue.branch}:notes.txt`), /says Rui/);
  assert.match(team.git("show", "baton/main:notes.txt"), /says Ana/);
  assert.ok(message.includes(`It is on the branch ${rescue.branch};`));
  assert.equal(Rui.git("status", "--porcelain"), "");
  assert.equal(Rui.git("rev-parse", "HEAD"), team.git("rev-parse", "baton/main"));
});

test("a branch that somebody deleted meanwhile is there again with the work, and that is told", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  await seated(team, Ana);
  Ana.write("ana.txt", "ana\n");
  team.git("branch", "-D", "baton/main");
  const { notes } = expectType(await handOver(Ana.handOver()), "handed-over");
  assert.match(notes.join(" "), /The remote had no baton\/main any more; it is there again/);
  assert.equal(team.git("show", "baton/main:ana.txt"), "ana");
});

test("a commit made by hand in the turn is pushed, also when nothing else changed", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  await seated(team, Ana);
  Ana.write("ana.txt", "ana\n");
  Ana.git("add", "--all");
  Ana.git("commit", "-m", "By hand");
  const { files } = expectType(await handOver(Ana.handOver()), "handed-over");
  assert.deepEqual(files, ["ana.txt"]);
});

test("a turn with nothing changed hands over without a commit", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  await seated(team, Ana);
  const before = Ana.git("rev-parse", "HEAD");
  const { files, commit } = expectType(await handOver(Ana.handOver()), "handed-over");
  assert.deepEqual([files, commit], [[], before]);
});

test("a remote that is gone during the push: the work is in a commit, and the next handover pushes it", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  await seated(team, Ana);
  Ana.write("ana.txt", "ana\n");
  renameSync(team.remote, `${team.remote}.away`);
  const { problem } = expectType(await handOver(Ana.handOver()), "refused");
  assert.equal(problem.code, "remote-unreachable");
  assert.match(problem.message, /Your work is in a commit on baton\/main in your folder/);
  assert.equal(Ana.git("show", "HEAD:ana.txt"), "ana");
  renameSync(`${team.remote}.away`, team.remote);
  expectType(await handOver(Ana.handOver()), "handed-over");
  assert.equal(team.git("show", "baton/main:ana.txt"), "ana");
});

test("a remote that is gone during the fetch: the folder stays as it was, changes and all", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  Ana.write("notes.txt", "changed\n");
  renameSync(team.remote, `${team.remote}.away`);
  const { problem } = expectType(await takeSeat(Ana.take({ dirty: "stash" })), "refused");
  assert.equal(problem.code, "remote-unreachable");
  assert.match(problem.message, /Your folder is as it was/);
  assert.deepEqual([Ana.read("notes.txt"), Ana.git("stash", "list")], ["changed\n", ""]);
});

test("a remote that goes away between fetch and push leaves the rescue here, and says so", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  await seated(team, Ana, Rui);
  Ana.write("notes.txt", "Ana\n");
  Rui.write("notes.txt", "Rui\n");
  expectType(await handOver(Ana.handOver()), "handed-over");
  const onStep = (step: string): void => {
    if (step === "rescuing") renameSync(team.remote, `${team.remote}.away`);
  };
  const { rescue, message } = expectType(await handOver(Rui.handOver({ onStep })), "set-aside");
  assert.equal(rescue.pushed, false);
  assert.match(message, /in Rui's folder only/);
  assert.equal(Rui.git("show", `${rescue.branch}:notes.txt`), "Rui");
});

test("a remote whose own hook refuses is told in its words, and the work is in a commit", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  await seated(team, Ana);
  writeHook(team.remote, "pre-receive", "echo 'Tuesdays are frozen' >&2; exit 1");
  Ana.write("ana.txt", "ana\n");
  const { problem } = expectType(await handOver(Ana.handOver()), "refused");
  assert.equal(problem.code, "push-refused");
  assert.match(problem.message, /Tuesdays are frozen.*in a commit on baton\/main in your folder/);
  assert.equal(Ana.git("show", "HEAD:ana.txt"), "ana");
});

test("credentials that are wrong are told at once, and appear nowhere", { timeout: 60_000 }, async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  await seated(team, Ana);
  await using server = await fileServer((_request, response) => {
    response.writeHead(401, { "www-authenticate": 'Basic realm="git"' });
    response.end();
  });
  const url = server.url.replace("http://", "http://ana:hunter2@").replace(/[^/]*$/, "repository.git");
  Ana.git("remote", "set-url", "origin", url);
  Ana.write("ana.txt", "ana\n");
  const push = expectType(await handOver(Ana.handOver()), "refused").problem;
  const fetch = expectType(await takeSeat(Ana.take()), "refused").problem;
  assert.deepEqual([push.code, fetch.code], ["wrong-credentials", "wrong-credentials"]);
  assert.match(push.message, /did not accept your credentials.*in a commit on baton\/main in your folder/);
  assert.equal(Ana.git("show", "HEAD:ana.txt"), "ana");
  assert.doesNotMatch(JSON.stringify([push, fetch, Ana.log]), /hunter2/);
});

/** A server that takes a request and never answers; `reached` ends with the first. */
async function silentServer(): Promise<{ server: FileServer; reached: Promise<void> }> {
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  return { server: await fileServer(() => resolve()), reached };
}

test("a remote that never answers is given up, and told", { timeout: 60_000 }, async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  const { server } = await silentServer();
  await using _server = server;
  Ana.git("remote", "set-url", "origin", server.url);
  const { problem } = expectType(await takeSeat(Ana.take({ silence: 1_000 })), "refused");
  assert.equal(problem.code, "remote-silent");
  assert.match(problem.message, /did not answer in time\. Your folder is as it was/);
});

test("cancelling does not wait for the remote, and leaves no process", { timeout: 60_000 }, async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  const { server, reached } = await silentServer();
  await using _server = server;
  Ana.git("remote", "set-url", "origin", server.url);
  const cancel = new AbortController();
  const taking = takeSeat(Ana.take({ signal: cancel.signal }));
  await reached;
  cancel.abort();
  const { problem } = expectType(await taking, "refused");
  assert.deepEqual([problem.code, problem.message], ["cancelled", "Cancelled. Your folder is as it was."]);
  assert.deepEqual(processesWith(server.url), []);
});

test("cancelling after the commit says that the work is in it", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  await seated(team, Ana);
  Ana.write("ana.txt", "ana\n");
  const cancel = new AbortController();
  const onStep = (step: string): void => {
    if (step === "pushing") cancel.abort();
  };
  const { problem } = expectType(await handOver(Ana.handOver({ signal: cancel.signal, onStep })), "refused");
  assert.match(problem.message, /^Cancelled\. Your work is in a commit on baton\/main in your folder/);
  assert.equal(Ana.git("show", "HEAD:ana.txt"), "ana");
});

test("a second operation in the same folder is refused while one is at work", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  const outcomes = await Promise.all([takeSeat(Ana.take()), takeSeat(Ana.take())]);
  const codes = outcomes.map((outcome) => (outcome.type === "refused" ? outcome.problem.code : outcome.type));
  assert.deepEqual(codes.sort(), ["busy", "taken"]);
});

test("the hook by which git-lfs sends files runs also where checks are skipped", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  await seated(team, Ana);
  writeHook(Ana.folder, "pre-push", `: git lfs pre-push "$@"; touch '${team.folder}/sent'`);
  Ana.write("ana.txt", "ana\n");
  expectType(await handOver(Ana.handOver({ checks: "skip" })), "handed-over");
  assert.ok(existsSync(`${team.folder}/sent`));
});

test("a handover from another branch is refused, and touches nothing", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  Ana.write("notes.txt", "changed\n");
  const elsewhere = expectType(await handOver(Ana.handOver()), "refused").problem;
  assert.deepEqual([elsewhere.code, Ana.git("diff", "--name-only")], ["wrong-branch", "notes.txt"]);
  Ana.git("checkout", "--detach");
  const detached = expectType(await handOver(Ana.handOver()), "refused").problem;
  assert.deepEqual([detached.code, Ana.git("diff", "--name-only")], ["no-branch", "notes.txt"]);
});
