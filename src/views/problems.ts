/** The Problems panel: what makes the project unusable, and where the last run failed, at their lines. */
import * as vscode from "vscode";
import type { Problem } from "#protocol/problem.ts";
import { DisposableStore } from "../base/disposables.ts";
import { whenDifferent } from "../base/whenDifferent.ts";
import type { RunController } from "../runs/runController.ts";
import { type ProjectFolderWatcher, pipelineFile } from "../workspace/projectFolder.ts";
import { showFile } from "./showFile.ts";

type Marks = { readonly folder: vscode.Uri; readonly problems: readonly Problem[] } | null;

export class ProblemsView implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #collection = this.#store.add(vscode.languages.createDiagnosticCollection("baton"));

  constructor(runs: RunController, watcher: ProjectFolderWatcher) {
    const draw = whenDifferent((marks: Marks) => this.#draw(marks));
    this.#store.add(
      runs.onDidChange(() => {
        const { current } = watcher;
        draw(current.type === "ready" ? { folder: current.folder.uri, problems: runs.problems } : null);
      }),
    );
  }

  #draw(marks: Marks): void {
    this.#collection.clear();
    if (marks === null) return;
    const byPath = Map.groupBy(marks.problems, ({ path }) => path ?? pipelineFile);
    for (const [path, problems] of byPath) {
      this.#collection.set(vscode.Uri.joinPath(marks.folder, path), problems.map(diagnosticOf));
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
