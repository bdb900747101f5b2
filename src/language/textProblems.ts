/**
 * What is wrong with the open text of `dvc.yaml`, saved or not: looked at a moment after each change. The same engine
 * says it as of the file.
 */
import * as vscode from "vscode";
import type { Engine } from "#pipeline/engine.ts";
import type { Problem } from "#protocol/problem.ts";
import { DisposableStore } from "../base/disposables.ts";
import { Notice } from "../base/notice.ts";
import type { RunController } from "../runs/runController.ts";
import type { Attempt } from "../views/attempt.ts";
import { type ProjectFolderWatcher, pipelineFile } from "../workspace/projectFolder.ts";
import { isPipelineFile } from "./pipelineDocument.ts";

const quietTime = 250;

export class TextProblems implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Notice());
  readonly onDidChange = this.#changed.event;
  readonly #engine: Pick<Engine, "check">;
  readonly #watcher: ProjectFolderWatcher;
  #current: readonly Problem[] | null = null;
  #timer: NodeJS.Timeout | undefined;
  #looks = 0;

  constructor(
    engine: Pick<Engine, "check">,
    runs: RunController,
    watcher: ProjectFolderWatcher,
    attempt: Attempt,
  ) {
    this.#engine = engine;
    this.#watcher = watcher;
    const lookSoon = () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void attempt(() => this.#look()), quietTime);
    };
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && isPipelineFile(watcher, document)) lookSoon();
      }),
    );
    // A text that was not saved comes back with its window; one that is closed has nothing more to say.
    this.#store.add(vscode.workspace.onDidOpenTextDocument((document) => document.isDirty && lookSoon()));
    this.#store.add(vscode.workspace.onDidCloseTextDocument(() => this.#forgetSaved()));
    this.#store.add(watcher.onDidChange(lookSoon));
    // Of a saved text the file's own status says the same, as soon as it is known.
    this.#store.add(runs.onDidChange(() => this.#forgetSaved()));
    this.#store.add({ dispose: () => clearTimeout(this.#timer) });
  }

  /** Null where the file says it all: its text is not open, or as it was saved. */
  get current(): readonly Problem[] | null {
    return this.#current;
  }

  async #look(): Promise<void> {
    this.#looks += 1;
    const look = this.#looks;
    const project = this.#watcher.current;
    const document = this.#open();
    if (document === undefined || project.type !== "ready") return this.#become(null);
    const problems = await this.#engine.check(project.folder.uri.fsPath, document.getText());
    // What is wrong in other files is told of the files.
    if (look === this.#looks) this.#become(problems.filter(({ path }) => path === pipelineFile));
  }

  #open(): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find((document) => isPipelineFile(this.#watcher, document));
  }

  #forgetSaved(): void {
    if (this.#current !== null && this.#open()?.isDirty !== true) this.#become(null);
  }

  #become(problems: readonly Problem[] | null): void {
    this.#current = problems;
    this.#changed.now();
  }

  dispose(): void {
    this.#store.dispose();
  }
}
