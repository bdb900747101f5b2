/**
 * The Problems panel: what makes the project unusable, in `dvc.yaml` as it is being written, and where the last run
 * failed, at their lines.
 */
import * as vscode from "vscode";
import type { Problem } from "#protocol/problem.ts";
import { DisposableStore } from "../base/disposables.ts";
import { whenDifferent } from "../base/whenDifferent.ts";
import type { TextProblems } from "../language/textProblems.ts";
import type { RunController } from "../runs/runController.ts";
import { type ProjectFolderWatcher, pipelineFile } from "../workspace/projectFolder.ts";
import { showFile } from "./showFile.ts";

type Marks = {
  readonly folder: vscode.Uri;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
} | null;

export class ProblemsView implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #collection = this.#store.add(vscode.languages.createDiagnosticCollection("baton"));

  constructor(runs: RunController, text: TextProblems, watcher: ProjectFolderWatcher) {
    const draw = whenDifferent((marks: Marks) => this.#draw(marks));
    const look = () => {
      const { current } = watcher;
      const { warnings } = runs;
      const problems = withText(runs, text.current);
      draw(current.type === "ready" ? { folder: current.folder.uri, problems, warnings } : null);
    };
    this.#store.add(runs.onDidChange(look));
    this.#store.add(text.onDidChange(look));
  }

  #draw(marks: Marks): void {
    this.#collection.clear();
    if (marks === null) return;
    const found = [
      ...marks.problems.map((problem) => ({ problem, severity: vscode.DiagnosticSeverity.Error })),
      ...marks.warnings.map((problem) => ({ problem, severity: vscode.DiagnosticSeverity.Warning })),
    ];
    for (const [path, here] of Map.groupBy(found, ({ problem }) => problem.path ?? pipelineFile)) {
      const diagnostics = here.map(({ problem, severity }) => diagnosticOf(problem, severity));
      this.#collection.set(vscode.Uri.joinPath(marks.folder, path), diagnostics);
    }
  }

  dispose(): void {
    this.#store.dispose();
  }
}

/** What the file says of itself gives way to what its open text does; what a run came upon stays. */
function withText(
  { problems, status }: Pick<RunController, "problems" | "status">,
  text: readonly Problem[] | null,
): readonly Problem[] {
  if (text === null) return problems;
  const others =
    status?.state === "unusable"
      ? problems.filter(({ path }) => (path ?? pipelineFile) !== pipelineFile)
      : problems;
  return [...others, ...text];
}

function diagnosticOf(problem: Problem, severity: vscode.DiagnosticSeverity): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(problem), problem.message, severity);
  diagnostic.source = "Baton";
  diagnostic.code = problem.code;
  return diagnostic;
}

/** To the line's end where no column is known; else the word there, which the editor finds for an empty range. */
function rangeOf(problem: Problem): vscode.Range {
  const line = (problem.line ?? 1) - 1;
  const column = (problem.column ?? 1) - 1;
  return new vscode.Range(line, column, line, problem.column === null ? Number.MAX_SAFE_INTEGER : column);
}

/** Opens the file at the problem's place; the file that defines the pipeline where the problem names none. */
export async function openProblem(folder: vscode.WorkspaceFolder, problem: Problem): Promise<void> {
  await showFile(folder, problem.path ?? pipelineFile, rangeOf(problem).start);
}
