/** "Get the Student Grades": downloads the data into the open workshop, checked before a byte of it is written. */
import * as vscode from "vscode";
import { type DownloadProgress, downloadGrades } from "#scaffold/downloadGrades.ts";
import { holdsOwnData } from "#scaffold/ownData.ts";
import type { ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import { requireProject } from "../workspace/requireProject.ts";

export async function getStudentGrades(watcher: ProjectFolderWatcher): Promise<void> {
  const project = await requireProject(watcher);
  if (project === null || !(await mayReplace(project.uri.fsPath))) return;
  const abort = new AbortController();
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Baton: getting the student grades"),
    cancellable: true,
  };
  const got = await vscode.window.withProgress(options, (progress, token) => {
    token.onCancellationRequested(() => abort.abort());
    return downloadGrades({
      url: vscode.workspace.getConfiguration("baton").get("studentGrades.url", ""),
      folder: project.uri.fsPath,
      signal: abort.signal,
      onProgress: (received) => progress.report({ message: sizeWords(received) }),
    });
  });
  void offerRun(
    vscode.l10n.t(
      "{0}: {1} students, {2} columns. Source: UCI, Cortez 2014, CC BY 4.0.",
      got.source,
      got.rows,
      got.columns,
    ),
  );
}

function sizeWords({ received, total }: DownloadProgress): string {
  const kilobytes = (bytes: number) => Math.round(bytes / 1024);
  return total === null
    ? vscode.l10n.t("{0} kB", kilobytes(received))
    : vscode.l10n.t("{0} of {1} kB", kilobytes(received), kilobytes(total));
}

async function offerRun(summary: string): Promise<void> {
  const run = vscode.l10n.t("Run Pipeline");
  const chosen = await vscode.window.showInformationMessage(vscode.l10n.t("Baton: {0}", summary), run);
  if (chosen === run) await vscode.commands.executeCommand("baton.runPipeline");
}

/** The sample may go without a word; any other data there is somebody's. */
async function mayReplace(folder: string): Promise<boolean> {
  if (!(await holdsOwnData(folder))) return true;
  const replace = vscode.l10n.t("Replace");
  const sentence = vscode.l10n.t("Replace the data in data/raw/students.csv with UCI's student grades?");
  const detail = vscode.l10n.t("What stands there now is not the synthetic sample.");
  return (await vscode.window.showWarningMessage(sentence, { modal: true, detail }, replace)) === replace;
}
