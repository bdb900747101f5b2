/** A run of this window, as the others in its session see it. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import type { commandIds } from "#src/commands/commandIds.ts";
import type { SessionGuest } from "#support/sessionGuest.ts";
import { hostWithBen, leaveWith } from "./hostedSession.ts";

const run = (command: (typeof commandIds)[number], argument?: unknown) =>
  vscode.commands.executeCommand(command, argument);

const settings = () => vscode.workspace.getConfiguration("baton");

function file(name: string): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "the suite is started on a workshop");
  return vscode.Uri.joinPath(folder.uri, name).fsPath;
}

async function setTrees(trees: number): Promise<void> {
  const params = await readFile(file("params.yaml"), "utf8");
  await writeFile(file("params.yaml"), params.replace(/trees: \d+/, `trees: ${trees}`));
}

describe("A run in a session", () => {
  let ben: SessionGuest;

  before(async () => {
    // A modal dialog cannot be answered here.
    await settings().update("notifications.youHaveTheBaton", "off", vscode.ConfigurationTarget.Global);
  });

  beforeEach(async () => {
    ben = await hostWithBen();
  });

  afterEach(async () => {
    await settings().update("session.publishRuns", undefined, vscode.ConfigurationTarget.Global);
    await leaveWith(ben);
  });

  after(async () => {
    await settings().update("notifications.youHaveTheBaton", undefined, vscode.ConfigurationTarget.Global);
  });

  it("is shown to everybody with its charts, and kept with the suggestion that it tried", async () => {
    await ben.client.ask({ type: "suggestion.post", text: "More trees", kind: "idea" });
    await ben.client.ask({ type: "suggestion.start", suggestion: "s1" });
    await setTrees(31);
    await run("baton.runPipeline");
    await ben.until(({ view }) => view?.shown?.view.phase === "done" && Object.keys(view.runs).length === 1);
    const { view } = ben.client.state;
    const { shown, runs } = view ?? assert.fail();
    assert.ok(shown !== null);
    const { mae } = JSON.parse(await readFile(file("metrics.json"), "utf8"));
    assert.equal(shown.view.headlines.find(({ name }) => name === "mae")?.value, mae);
    assert.deepEqual([shown.view.trigger.who, shown.view.trigger.note], ["Ana", "More trees"]);
    assert.ok(shown.view.plots.length > 0);
    const [kept] = Object.values(runs);
    assert.equal(kept?.suggestion, "s1");
    assert.equal(kept.metrics.find(({ name }) => name === "mae")?.value, mae);
    assert.equal(kept.parameters.find(({ key }) => key.endsWith("trees"))?.value, 31);
  });

  it("stays one's own where the setting says so", async () => {
    await settings().update("session.publishRuns", false, vscode.ConfigurationTarget.Global);
    await setTrees(32);
    await run("baton.runPipeline");
    await run("baton.raiseHand");
    await ben.until(({ view }) => view?.rotation.hands.length === 1);
    assert.equal(ben.client.state.view?.shown, null);
    assert.deepEqual(ben.client.state.view.runs, {});
  });
});
