/** "Explain Why Stale": every reason why a stage would run, each leading to what it is about. */
import { readFile, stat } from "node:fs/promises";
import * as vscode from "vscode";
import { describeReason } from "#protocol/describe.ts";
import type { StageStatus, StaleReason } from "#protocol/status.ts";
import { plainText } from "../base/plainText.ts";
import { parameterPosition } from "../runs/parameterPosition.ts";
import type { RunController } from "../runs/runController.ts";
import { showFile } from "../views/showFile.ts";
import { exists, type ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import { chooseStatuses, currentStages } from "./chooseStages.ts";
import { showDefinition } from "./showDefinition.ts";

interface ReasonItem extends vscode.QuickPickItem {
  readonly stage: StageStatus;
  readonly reason: StaleReason;
}

export async function explainStale(
  runs: RunController,
  watcher: ProjectFolderWatcher,
  argument: unknown,
): Promise<void> {
  const chosen = await chooseStatuses(runs, watcher, argument);
  const project = watcher.current;
  if (chosen === null || project.type !== "ready") return;
  const items = chosen.flatMap((stage) => stage.reasons.map((reason) => itemOf(stage, reason)));
  const name = chosen.map((stage) => plainText(stage.name)).join(", ");
  if (items.length === 0) {
    void vscode.window.showInformationMessage(calmWords(name, chosen));
    return;
  }
  const title = vscode.l10n.t("Why {0} is stale", plainText(name));
  const placeHolder = vscode.l10n.t("Choose a reason to go to what it is about");
  const item = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  if (item !== undefined) await open(runs, project.folder, item);
}

function itemOf(stage: StageStatus, reason: StaleReason): ReasonItem {
  return { label: plainText(describeReason(reason), 200), description: plainText(stage.name), stage, reason };
}

function calmWords(name: string, stages: readonly StageStatus[]): string {
  return stages.every(({ state }) => state === "frozen")
    ? vscode.l10n.t("Baton: {0} is frozen: it never runs, whatever changes.", name)
    : vscode.l10n.t("Baton: {0} is up to date.", name);
}

async function open(
  runs: RunController,
  folder: vscode.WorkspaceFolder,
  { stage, reason }: ReasonItem,
): Promise<void> {
  if (reason.type === "upstream") {
    const upstream = (await currentStages(runs)).find(({ name }) => name === reason.stage);
    await showDefinition(folder, upstream ?? stage);
  } else if ("path" in reason && (await exists(vscode.Uri.joinPath(folder.uri, reason.path)))) {
    await showPlace(folder, reason);
  } else await showDefinition(folder, stage);
}

/** A folder is shown in the Explorer; in a file of parameters the cursor goes to the one that changed. */
async function showPlace(
  folder: vscode.WorkspaceFolder,
  reason: Extract<StaleReason, { path: string }>,
): Promise<void> {
  const uri = vscode.Uri.joinPath(folder.uri, reason.path);
  if ((await stat(uri.fsPath)).isDirectory()) {
    await vscode.commands.executeCommand("revealInExplorer", uri);
  } else if (reason.type === "changedParameter") {
    const place = parameterPosition(reason.path, await readFile(uri.fsPath, "utf8"), reason.key);
    await showFile(folder, reason.path, new vscode.Position(place.line, place.character));
  } else await showFile(folder, reason.path);
}
