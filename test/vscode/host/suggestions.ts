/** Every command on suggestions, in a session that this window hosts and Ben has joined. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { SessionView, Suggestion } from "#protocol/session/state.ts";
import { hostilePaths, hostileTexts } from "#support/hostileTexts.ts";
import { endChildren } from "#support/processes.ts";
import { joinAsGuest, type SessionGuest } from "#support/sessionGuest.ts";

const run = (command: string, argument?: unknown) => vscode.commands.executeCommand(command, argument);

let ben: SessionGuest;

function board(): Readonly<Record<string, Suggestion>> {
  return ben.client.state.view?.suggestions ?? {};
}

/** What everybody was told before is in this window, too, once an answer came back to it. */
async function seen(what: (view: SessionView) => boolean): Promise<void> {
  await ben.until(({ view }) => view !== null && what(view));
  await run("baton.lowerHand");
}

/** Gives the id. */
async function benPosts(text: string, anchor?: Suggestion["anchor"]): Promise<string> {
  const post = { type: "suggestion.post", text, kind: "idea" } as const;
  const result = await ben.client.ask(anchor === undefined ? post : { ...post, anchor });
  assert.ok(result.ok && result.made !== undefined);
  const { made } = result;
  await becomes(made, (suggestion) => suggestion !== undefined);
  return made;
}

async function becomes(id: string, what: (suggestion: Suggestion | undefined) => boolean): Promise<void> {
  await seen(({ suggestions }) => what(suggestions[id]));
}

async function openTrain(): Promise<vscode.TextEditor> {
  const [file] = await vscode.workspace.findFiles("pipeline/train.ts");
  assert.ok(file);
  return await vscode.window.showTextDocument(file);
}

describe("Suggestions", () => {
  before(async () => {
    await vscode.extensions.getExtension("baton-editor.baton")?.activate();
    const plan = { title: "Workshop", name: "Ana", turnMinutes: 5, anonymous: true };
    await run("baton.hostSession", plan);
    await run("baton.invite", { copy: "facilitator" });
    ben = await joinAsGuest(await vscode.env.clipboard.readText(), "Ben");
  });
  after(async () => {
    ben[Symbol.dispose]();
    await run("baton.leaveSession", { sure: true });
    endChildren("relay --data");
  });

  it("are posted about nothing, or with a selection about its lines", async () => {
    await run("workbench.action.closeAllEditors");
    await run("baton.postSuggestion", { text: "About nothing", anonymous: true });
    const editor = await openTrain();
    editor.selection = new vscode.Selection(6, 4, 8, 0);
    await run("baton.postSuggestion", { text: "About two lines", kind: "question" });
    await ben.until(({ view }) => Object.keys(view?.suggestions ?? {}).length === 2);
    const [plain, anchored] = Object.values(board());
    assert.deepEqual([plain?.anchor, plain?.author], [undefined, undefined]);
    assert.equal(anchored?.kind, "question");
    assert.equal(anchored.anchor?.path, "pipeline/train.ts");
    assert.deepEqual(anchored.anchor.lines, [7, 8]);
    const [first, second] = anchored.anchor.text.split("\n");
    assert.equal(first, editor.document.lineAt(6).text);
    assert.equal(second, editor.document.lineAt(7).text);
  });

  it("go from open to done, each step once", async () => {
    const id = await benPosts("Step by step");
    await run("baton.acceptSuggestion", id);
    await becomes(id, (suggestion) => suggestion?.status === "accepted");
    await run("baton.startSuggestion", id);
    await becomes(id, (suggestion) => suggestion?.status === "inProgress");
    await run("baton.finishSuggestion", id);
    await becomes(id, (suggestion) => suggestion?.status === "done");
    await run("baton.reopenSuggestion", id);
    await becomes(id, (suggestion) => suggestion?.status === "open");
    await run("baton.declineSuggestion", { suggestion: id, text: "no time" });
    await becomes(id, (suggestion) => suggestion?.reason === "no time");
  });

  it("are voted for and the vote is taken back by the same command", async () => {
    const id = await benPosts("Vote");
    await run("baton.voteSuggestion", id);
    await seen(({ votes }) => votes[id] === 1);
    await run("baton.voteSuggestion", id);
    await seen(({ votes }) => votes[id] !== 1);
  });

  it("are commented on, edited, pinned, archived, restored, withdrawn", async () => {
    const id = await benPosts("Moderate");
    await run("baton.commentSuggestion", { suggestion: id, text: "Why?" });
    await ben.until(({ view }) => Object.values(view?.comments ?? {}).some(({ text }) => text === "Why?"));
    await run("baton.editSuggestion", { suggestion: id, text: "Moderated" });
    await becomes(id, (suggestion) => suggestion?.text === "Moderated" && suggestion.revision === 1);
    await run("baton.pinSuggestion", id);
    await becomes(id, (suggestion) => suggestion?.pinned === true);
    await run("baton.pinSuggestion", id);
    await becomes(id, (suggestion) => suggestion?.pinned === undefined);
    await run("baton.archiveSuggestion", id);
    await becomes(id, (suggestion) => suggestion?.status === "archived");
    await run("baton.restoreSuggestion", id);
    await becomes(id, (suggestion) => suggestion?.status === "open");
    await run("baton.withdrawSuggestion", { suggestion: id, sure: true });
    await becomes(id, (suggestion) => suggestion === undefined);
  });

  it("are merged with their votes", async () => {
    const [from, into] = [await benPosts("The same"), await benPosts("The same again")];
    await run("baton.voteSuggestion", from);
    await run("baton.mergeSuggestion", { suggestion: from, into });
    await ben.until(({ view }) => view?.votes[into] === 1 && view.suggestions[from]?.mergedInto === into);
  });

  it("know by a thread of the gutter, or a comment in it, which one is meant", async () => {
    const id = await benPosts("In the gutter");
    const thread = { comments: [{ suggestion: id }] };
    await run("baton.commentSuggestion", { thread, text: "From a reply" });
    await ben.until(({ view }) =>
      Object.values(view?.comments ?? {}).some(({ text }) => text === "From a reply"),
    );
    await run("baton.acceptSuggestion", thread);
    await becomes(id, (suggestion) => suggestion?.status === "accepted");
  });

  it("open their code where it stands now, also when lines were put in above it", async () => {
    const editor = await openTrain();
    const text = editor.document.lineAt(6).text;
    const id = await benPosts("Here", { path: "pipeline/train.ts", lines: [7, 7], commit: null, text });
    await run("workbench.action.closeAllEditors");
    await run("baton.openSuggestionAnchor", id);
    const opened = vscode.window.activeTextEditor;
    assert.equal(opened?.selection.start.line, 6);
    await opened.edit((edit) => edit.insert(new vscode.Position(0, 0), "// one\n// two\n"));
    await run("baton.openSuggestionAnchor", id);
    assert.equal(vscode.window.activeTextEditor?.selection.start.line, 8);
    await run("workbench.action.files.revert");
  });

  it("open nothing outside of the folder, whatever path they name", async () => {
    await run("workbench.action.closeAllEditors");
    for (const path of hostilePaths) {
      const id = await benPosts("Look at this", { path, lines: [1, 1], commit: null, text: "root" });
      await run("baton.openSuggestionAnchor", id);
      assert.equal(vscode.window.activeTextEditor, undefined, path);
    }
  });

  it("take any text as it is", async () => {
    for (const text of Object.values(hostileTexts)) {
      await run("baton.postSuggestion", { text });
      await ben.until(({ view }) =>
        Object.values(view?.suggestions ?? {}).some((each) => each.text === text),
      );
    }
  });

  it("are left as they are by whoever may not change them", async () => {
    const id = await benPosts("Not yours");
    const { me } = ben.client.state;
    const ana = Object.entries(ben.client.state.view?.people ?? {}).find(
      ([each]) => each !== me.participant,
    )?.[0];
    assert.ok(ana);
    await ben.client.ask({ type: "participant.setRole", participant: ana, role: "participant" });
    for (const command of ["accept", "archive", "pin", "edit", "withdraw"]) {
      await run(`baton.${command}Suggestion`, { suggestion: id, text: "changed", sure: true });
    }
    // Decided behind all of them.
    await run("baton.voteSuggestion", id);
    await seen(({ votes }) => votes[id] === 1);
    assert.equal(board()[id]?.status, "open");
    assert.equal(board()[id]?.text, "Not yours");
    assert.equal(board()[id]?.pinned, undefined);
  });
});
