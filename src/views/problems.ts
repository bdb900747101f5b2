/** The Problems panel: what makes the project unusable, and where the last run failed, at their lines. */
import * as vscode from "vscode";
import type { Problem } from "#protocol/problem.ts";
import { DisposableStore } from "../base/disposables.ts";
import type { RunController } from "../runs/runController.ts";
import { type ProjectFolderWatcher, pipelineFile } from "../workspace/projectFolder.ts";
import { showFile } from "./showFile.ts";

export class ProblemsView implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #collection = this.#store.add(vscode.languages.createDiagnosticCollection("baton"));
  readonly #runs: RunController;
  readonly #watcher: ProjectFolderWatcher;

  constructor(runs: RunController, watcher: ProjectFolderWatcher) {
    this.#runs = runs;
    this.#watcher = watcher;
    this.#store.add(runs.onDidChange(() => this.#draw()));
  }

  #draw(): void {
    const project = this.#watcher.current;
    this.#collection.clear();
    if (project.type !== "ready") return;
    const byPath = Map.groupBy(this.#runs.problems, ({ path }) => path ?? pipelineFile);
    for (const [path, problems] of byPath) {
      this.#collection.set(vscode.Uri.joinPath(project.folder.uri, path), problems.map(diagnosticOf));
    }
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function diagnosticOf(problem: Problem): vscode.Diagnostic {
  const line = (problem.line ?? 1) - 1;
  const column = (problem.column ?? 1) - 1;
  const end = problem.column === null ? Number.MAX_SAFE_INTEGER : column + 1;
  const diagnostic = new vscode.Diagnostic(new vscode.Range(line, column, line, end), problem.message);
  diagnostic.source = "Baton";
  diagnostic.code = problem.code;
  return diagnostic;
}

/** Opens the file at the problem's place; the file that defines the pipeline where the problem names none. */
export async function openProblem(folder: vscode.WorkspaceFolder, problem: Problem): Promise<void> {
  await showFile(folder, problem.path ?? pipelineFile, diagnosticOf(problem).range.start);
}
