/** The context keys that menus and welcome views ask for: `baton.project` and `baton.running`. */
import type * as vscode from "vscode";
import { createContextKeys } from "../base/contextKeys.ts";
import { DisposableStore } from "../base/disposables.ts";
import type { RunController } from "../runs/runController.ts";
import type { ProjectFolderWatcher } from "../workspace/projectFolder.ts";

export function publishContext(runs: RunController, watcher: ProjectFolderWatcher): vscode.Disposable {
  const store = new DisposableStore();
  const set = createContextKeys();
  const publish = () => {
    set("baton.project", watcher.current.type);
    set("baton.running", runs.running);
    // Steps of the walkthrough are done when something was reached, not when it was asked for.
    set("baton.hasRun", runs.view !== null);
    set("baton.ranOnSave", runs.view?.trigger.why === "save");
    set("baton.hasRealData", runs.view?.source?.includes("UCI") ?? false);
  };
  store.add(runs.onDidChange(publish));
  store.add(watcher.onDidChange(publish));
  return store;
}
