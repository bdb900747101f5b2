/** The baton and the code pass between two people with clones of their own, and the pipeline's outputs with them. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readRunRecords } from "#pipeline/records.ts";
import { host, joinByLink, type Member, member, takeSeat, webview } from "#support/crew.ts";
import { waitFor } from "#support/processes.ts";
import { rowsBecome, turnStatus } from "#support/sessionWindow.ts";

let home: string;
let ana: Member;
let ben: Member;

const git = (folder: string, ...args: string[]): string =>
  execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();

before(async () => {
  home = await mkdtemp(join(tmpdir(), "baton-remote-"));
  const remote = join(home, "team.git");
  ana = await member("Ana");
  git(
    home,
    "init",
    "--quiet",
    "--bare",
    `--initial-branch=${git(ana.folder, "symbolic-ref", "--short", "HEAD")}`,
    remote,
  );
  git(ana.folder, "remote", "add", "origin", remote);
  git(ana.folder, "push", "--quiet", "origin", "HEAD");
  ben = await member("Ben", { remote });
});

after(async () => {
  await Promise.all([ana, ben].map((one) => one?.[Symbol.asyncDispose]()));
  await rm(home, { recursive: true, force: true });
});

test("the driver takes the seat, and everybody sees who has the code", async () => {
  const link = await host(ana, { title: "Grades workshop", minutes: 5 });
  await joinByLink(ben, link);
  for (const { window } of [ana, ben]) await window.command("Baton: Focus on Session View");
  await ana.window.command("Baton: Start Rotation");
  await turnStatus(ana.window).filter({ hasText: "You drive" }).waitFor();
  await ana.window.command("Baton: Take the Seat");
  await rowsBecome(ana.window, [/^Ana \(you\)/, /^Ana \(you\) has the code/, /Ben/]);
  await rowsBecome(ben.window, [/^Ana/, /^Ana has the code/, /Ben \(you\)/]);
});

test("when the turn ends the driver is asked, and the next one sees what was pushed", async () => {
  await ana.window.command("Baton: Run Pipeline");
  await (await webview(ana.window, "Metrics")).getByRole("heading", { name: "Run 1" }).waitFor();
  await ana.window.openFile("params.yaml");
  await ana.window.replace("trees: 100", "trees: 40");
  await ana.window.save();
  await (await webview(ana.window, "Metrics")).getByRole("heading", { name: "Run 2" }).waitFor();
  await ana.window.command("Baton: Next Driver");
  await ana.window.notification("your turn is over").getByRole("button", { name: "Hand Over" }).click();
  await rowsBecome(ben.window, [/^Ben \(you\)/, /^Ana pushed \d+ files/, /Ana/]);
});

test("who drives next takes the seat: the code is there, and the first run makes nothing anew", async () => {
  await takeSeat(ben);
  await rowsBecome(ana.window, [/^Ben/, /^Ben has the code/]);
  await ben.window.page.getByText("you have the seat, with the team's latest code").first().waitFor();
  assert.match(await readFile(join(ben.folder, "params.yaml"), "utf8"), /trees: 40/);
  await ben.window.command("Baton: Run Pipeline");
  const record = await waitFor(
    "the first run of the turn",
    async () => (await readRunRecords(ben.folder, 1))[0] ?? null,
  );
  const verdicts = record.stages.map(({ name, verdict }) => `${name} ${verdict}`);
  assert.deepEqual(verdicts, ["preprocess restored", "train restored", "evaluate restored"]);
});

test("a remote without a web page has no pull requests, and says what to do", async () => {
  await ben.window.command("Baton: Open a Pull Request");
  await ben.window.notification(/has no web page.*Open one there/).waitFor();
});

test("giving the work up says what goes, and keeps a copy if one likes", async () => {
  await ben.window.command("Baton: Reset");
  await ben.window.dialog(/Give up baton\/main, for everybody.*turn 1, Ana/s).waitFor();
  await ben.window.press("Give up baton/main", "Give Up, Keep a Copy Here");
  await ben.window.notification(/baton\/main is gone.*kept on baton\/rescue\//).waitFor();
  assert.equal(git(ben.folder, "ls-remote", "--heads", "origin", "baton/*"), "");
  assert.equal(git(ben.folder, "symbolic-ref", "--short", "HEAD"), "main");
});

test("what is left is cleared away from a list that says what would be lost", async () => {
  await ben.window.commandThatAsks("Baton: Clean Up");
  const rows = ben.window.page.locator(".quick-input-list .monaco-list-row");
  await rows.filter({ hasText: "would be lost" }).first().waitFor();
  for (const row of await rows.filter({ hasText: "would be lost" }).all())
    await row.locator("input, .monaco-checkbox").first().click();
  await ben.window.page.locator(".quick-input-widget").getByRole("button", { name: "OK" }).click();
  await ben.window.notification(/branch is gone|branches are gone/).waitFor();
  assert.equal(git(ben.folder, "branch", "--list", "baton/*"), "");
});
