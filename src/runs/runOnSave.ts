/**
 * Runs what became stale when a file that a stage reads is saved, if the setting says so. The newest save wins;
 * failures show in the views, never as a notification.
 */
import * as vscode from "vscode";
import { DisposableStore } from "../base/disposables.ts";
import type { Attempt } from "../views/attempt.ts";
import { type ProjectFolderWatcher, pipelineFile } from "../workspace/projectFolder.ts";
import { readsFile } from "./readsFile.ts";
import type { RunController } from "./runController.ts";

export class RunOnSave implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #runs: RunController;
  readonly #watcher: ProjectFolderWatcher;
  #quiet = false;

  constructor(runs: RunController, watcher: ProjectFolderWatcher, attempt: Attempt) {
    this.#runs = runs;
    this.#watcher = watcher;
    const saved = ({ uri }: vscode.TextDocument) => void attempt(() => this.#saved(uri));
    this.#store.add(vscode.workspace.onDidSaveTextDocument(saved));
  }

  /** Saves everything for a run that is about to begin: these saves start none of their own. */
  async saveAll(): Promise<void> {
    const { textDocuments, notebookDocuments } = vscode.workspace;
    if (![...textDocuments, ...notebookDocuments].some(({ isDirty }) => isDirty)) return;
    this.#quiet = true;
    try {
      await vscode.workspace.saveAll(false);
    } finally {
      this.#quiet = false;
    }
  }

  async #saved(uri: vscode.Uri): Promise<void> {
    const project = this.#watcher.current;
    if (this.#quiet || project.type !== "ready") return;
    const folder = `${project.folder.uri.path}/`;
    if (!uri.path.startsWith(folder)) return;
    if (!vscode.workspace.getConfiguration("baton", project.folder).get("runOnSave", false)) return;
    await this.#runIfConcerned(uri.path.slice(folder.length));
  }

  async #runIfConcerned(path: string): Promise<void> {
    const known = this.#runs.status;
    // Which files the stages read is known, unless that is what changed; what became stale, the run itself finds out.
    const needsLook = path === pipelineFile || known?.state !== "ready";
    const status = needsLook ? await this.#runs.refreshStatus() : known;
    if (status?.state !== "ready") return;
    if (path === pipelineFile || status.stages.some((stage) => readsFile(stage, path)))
      await this.#runs.run({ why: "save" });
  }

  dispose(): void {
    this.#store.dispose();
  }
}
