/** "Get the Student Grades": downloads the data into the open workshop, checked before a byte of it is written. */
import { join } from "node:path";
import * as vscode from "vscode";
import { downloadGrades } from "#scaffold/downloadGrades.ts";
import { ScaffoldError } from "#scaffold/scaffoldError.ts";
import type { ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import { requireProject } from "../workspace/requireProject.ts";

export async function getStudentGrades(watcher: ProjectFolderWatcher): Promise<void> {
  const project = await requireProject(watcher);
  if (project === null || !(await mayReplace(project))) return;
  const abort = new AbortController();
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Baton: getting the student grades"),
    cancellable: true,
  };
  try {
    const got = await vscode.window.withProgress(options, (progress, token) => {
      token.onCancellationRequested(() => abort.abort());
      return downloadGrades({
        url: vscode.workspace.getConfiguration("baton").get("studentGrades.url", ""),
        folder: join(project.uri.fsPath, "data", "raw"),
        signal: abort.signal,
        onProgress: (message) => progress.report({ message }),
      });
    });
    void offerRun(got.summary);
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    if (error.code === "cancelled") return;
    void vscode.window.showErrorMessage(vscode.l10n.t("Baton: {0}", error.message));
  }
}

async function offerRun(summary: string): Promise<void> {
  const run = vscode.l10n.t("Run Pipeline");
  const chosen = await vscode.window.showInformationMessage(vscode.l10n.t("Baton: {0}", summary), run);
  if (chosen === run) await vscode.commands.executeCommand("baton.runPipeline");
}

/** The sample may go without a word; any other data there is somebody's. */
async function mayReplace(folder: string): Promise<boolean> {
  if (await mayReplaceData(folder)) return true;
  const replace = vscode.l10n.t("Replace");
  const sentence = vscode.l10n.t("Replace the data in data/raw/students.csv with UCI's student grades?");
  const detail = vscode.l10n.t("What stands there now is not the synthetic sample.");
  return (await vscode.window.showWarningMessage(sentence, { modal: true, detail }, replace)) === replace;
}
