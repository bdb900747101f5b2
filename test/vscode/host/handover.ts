/** The code goes from driver to driver through git, by the commands, between this window's folder and a clone beside it. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { createObjectsClient } from "#client/objects/objectsClient.ts";
import type { commandIds } from "#src/commands/commandIds.ts";
import { fetchCache } from "#src/session/cache/fetchCache.ts";
import { until } from "#support/processes.ts";
import type { SessionGuest } from "#support/sessionGuest.ts";
import { hostWithBen, leaveWith } from "./hostedSession.ts";

const run = (command: (typeof commandIds)[number], argument?: unknown) =>
  vscode.commands.executeCommand(command, argument);

const settings = () => vscode.workspace.getConfiguration("baton");

function folder(): string {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first, "the suite is started on a workshop");
  return first.uri.fsPath;
}

function git(where: string, ...args: string[]): string {
  const signed = ["-c", "user.name=Ben", "-c", "user.email=ben@example.org"];
  return execFileSync("git", [...signed, ...args], { cwd: where, encoding: "utf8", stdio: "pipe" }).trim();
}

/** The team's remote, and somebody else's clone of it. */
interface Team {
  readonly remote: string;
  readonly clone: string;
  end(): Promise<void>;
}

async function team(): Promise<Team> {
  const home = await mkdtemp(join(tmpdir(), "baton-team-"));
  const [remote, clone] = [join(home, "remote.git"), join(home, "clone")];
  git(home, "init", "--quiet", "--bare", remote);
  git(folder(), "remote", "add", "origin", remote);
  git(folder(), "push", "--quiet", "origin", "HEAD");
  git(home, "clone", "--quiet", "--branch", branch(), remote, clone);
  return { remote, clone, end: () => rm(home, { recursive: true, force: true }) };
}

const branch = (): string => git(folder(), "symbolic-ref", "--short", "HEAD");

describe("A handover", () => {
  let base: string;
  let others: Team;

  before(async () => {
    await vscode.extensions.getExtension("baton-editor.baton")?.activate();
    await settings().update("notifications.youHaveTheBaton", "off", vscode.ConfigurationTarget.Global);
    await run("baton.runPipeline");
    git(folder(), "add", "--all");
    git(folder(), "commit", "--quiet", "--allow-empty", "--message", "before the handovers");
    base = branch();
  });

  beforeEach(async () => {
    others = await team();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    git(folder(), "reset", "--quiet", "--hard");
    git(folder(), "clean", "--quiet", "-fd");
    git(folder(), "checkout", "--quiet", base);
    for (const name of git(folder(), "branch", "--format=%(refname:short)", "--list", "baton/*").split("\n"))
      if (name !== "") git(folder(), "branch", "--quiet", "-D", name);
    git(folder(), "remote", "remove", "origin");
    await others.end();
  });

  after(async () => {
    await settings().update("notifications.youHaveTheBaton", undefined, vscode.ConfigurationTarget.Global);
  });

  it("begins with a work branch that everybody gets", async () => {
    await run("baton.takeSeat");
    assert.equal(branch(), `baton/${base}`);
    assert.equal(git(others.remote, "rev-parse", `baton/${base}`), git(folder(), "rev-parse", "HEAD"));
  });

  it("saves, commits and pushes what the driver did, with the place where they were", async () => {
    await run("baton.takeSeat");
    const file = vscode.Uri.file(join(folder(), "params.yaml"));
    const editor = await vscode.window.showTextDocument(file);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# by the driver\n"));
    editor.selection = new vscode.Selection(2, 0, 2, 0);
    await run("baton.handOver");
    assert.match(git(others.remote, "show", `baton/${base}:params.yaml`), /^# by the driver\n/);
    assert.match(
      git(others.remote, "log", "-1", "--format=%B", `baton/${base}`),
      /^Baton-File: params\.yaml:3$/m,
    );
  });

  it("brings what another driver handed over, and opens the file that they were in", async () => {
    await run("baton.takeSeat");
    git(others.clone, "fetch", "--quiet");
    git(others.clone, "checkout", "--quiet", `baton/${base}`);
    await writeFile(join(others.clone, "idea.txt"), "one\ntwo\n");
    git(others.clone, "add", "idea.txt");
    git(others.clone, "commit", "--quiet", "--message", "baton: turn 4, Ben\n\nBaton-File: idea.txt:2");
    git(others.clone, "push", "--quiet");
    await run("baton.takeSeat");
    assert.equal(await readFile(join(folder(), "idea.txt"), "utf8"), "one\ntwo\n");
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.fsPath, join(folder(), "idea.txt"));
    assert.equal(editor.selection.active.line, 1);
  });

  it("ends as one change for a person to commit; once that is pushed, the branch is gone", async () => {
    await run("baton.takeSeat");
    await writeFile(join(folder(), "one.txt"), "1");
    await run("baton.handOver");
    await writeFile(join(folder(), "two.txt"), "2");
    await run("baton.handOver");
    await run("baton.finishWork");
    assert.equal(branch(), base);
    assert.equal(git(folder(), "diff", "--cached", "--name-only"), "one.txt\ntwo.txt");
    const message = await readFile(join(folder(), ".git", "SQUASH_MSG"), "utf8");
    assert.match(message, /^Turns:$/m);
    git(folder(), "commit", "--quiet", "--file", join(folder(), ".git", "SQUASH_MSG"));
    git(folder(), "push", "--quiet", "origin", base);
    await run("baton.finishWork");
    assert.equal(git(others.remote, "branch", "--format=%(refname:short)"), base);
    assert.equal(git(folder(), "branch", "--format=%(refname:short)"), base);
    git(folder(), "reset", "--quiet", "--hard", "HEAD~1");
  });

  describe("in a session", () => {
    let ben: SessionGuest;

    beforeEach(async () => {
      ben = await hostWithBen();
    });

    afterEach(async () => {
      await settings().update("handover.whenTurnEnds", undefined, vscode.ConfigurationTarget.Global);
      await leaveWith(ben);
    });

    const standing = () => ben.client.state.view?.handover?.standing;

    it("tells everybody how far the code is", async () => {
      await run("baton.takeSeat");
      await ben.until(({ view }) => view?.handover?.standing.type === "taken");
      await writeFile(join(folder(), "turn.txt"), "1");
      await run("baton.handOver");
      await ben.until(({ view }) => view?.handover?.standing.type === "handedOver");
      const commit = git(others.remote, "rev-parse", `baton/${base}`);
      assert.deepEqual(standing(), { type: "handedOver", files: 1, commit });
      assert.equal(ben.client.state.view?.handover?.base, base);
    });

    it("happens by itself when the turn ends, where the driver wants that", async () => {
      await settings().update("handover.whenTurnEnds", "always", vscode.ConfigurationTarget.Global);
      await run("baton.startRotation");
      await ben.until(({ view }) => view?.rotation.driver === "p1");
      await run("baton.takeSeat");
      await writeFile(join(folder(), "turn.txt"), "mine");
      await run("baton.nextDriver");
      await until("the turn's work is on the remote", () => standing()?.type === "handedOver");
      assert.equal(git(others.remote, "show", `baton/${base}:turn.txt`), "mine");
      assert.match(git(others.remote, "log", "-1", "--format=%s", `baton/${base}`), /^baton: turn 1, Ana$/);
    });

    it("takes the pipeline's outputs along, there and back", async () => {
      await run("baton.takeSeat");
      await run("baton.runPipeline");
      await run("baton.handOver");
      const { relay, token } = ben;
      git(others.clone, "fetch", "--quiet");
      git(others.clone, "checkout", "--quiet", `baton/${base}`);
      const client = createObjectsClient(relay, token);
      const options = { signal: new AbortController().signal, limit: 100_000_000 };
      const { ending, objects, absent } = await fetchCache(others.clone, client, options);
      assert.deepEqual([ending.type, absent], ["complete", []]);
      assert.ok(objects > 0, "something travelled");
      const mine = join(folder(), ".dvc", "cache", "files");
      const kept = await readdir(mine, { recursive: true });
      await rm(mine, { recursive: true, force: true });
      await run("baton.takeSeat");
      const back = await readdir(mine, { recursive: true });
      const theirs = await readdir(join(others.clone, ".dvc", "cache", "files"), { recursive: true });
      assert.deepEqual(back.toSorted(), theirs.toSorted());
      assert.ok(theirs.every((name) => kept.includes(name)));
    });

    it("names the suggestion that was tried, and who took part and agreed to it", async () => {
      await ben.client.ask({ type: "participant.naming", agreed: true, email: "ben@example.org" });
      await ben.client.ask({ type: "suggestion.post", text: "More trees", kind: "idea" });
      await run("baton.startRotation");
      await ben.until(({ view }) => view?.rotation.driver === "p1");
      await run("baton.takeSeat");
      await run("baton.startSuggestion", "s1");
      await writeFile(join(folder(), "turn.txt"), "trees");
      await run("baton.handOver");
      const message = git(others.remote, "log", "-1", "--format=%B", `baton/${base}`);
      assert.match(message, /^Baton-Suggestion: s1 More trees$/m);
      assert.match(message, /^Co-authored-by: Ben <ben@example\.org>$/m);
    });
  });
});
