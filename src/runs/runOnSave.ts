/**
 * Runs what became stale when `params.yaml`, `dvc.yaml` or a stage's file is saved, if the setting says so. The
 * newest save wins; failures show in the views, never as a notification.
 */
import * as vscode from "vscode";
import type { ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import type { RunController } from "./runController.ts";

export function runOnSave(runs: RunController, watcher: ProjectFolderWatcher): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument(({ uri }) => {
    const project = watcher.current;
    if (project.type !== "ready" || !uri.path.startsWith(`${project.folder.uri.path}/`)) return;
    if (!vscode.workspace.getConfiguration("baton", project.folder).get("runOnSave", false)) return;
    void runIfStale(runs);
  });
}

/** Any save may matter, since a stage may read any file: the engine says which did. */
async function runIfStale(runs: RunController): Promise<void> {
  await runs.refreshStatus();
  const { status } = runs;
  const stale = status?.state === "ready" && status.stages.some(({ state }) => state === "stale");
  if (stale || runs.running) await runs.run({ why: "save" });
}
