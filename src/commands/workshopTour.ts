/** What the window on a new workshop shows first. Opening a folder starts the extension anew: the plan outlives it. */
import * as vscode from "vscode";

const tourKey = "baton.showTour";

export async function planTour({ globalState }: vscode.ExtensionContext, folder: vscode.Uri): Promise<void> {
  await globalState.update(tourKey, folder.toString());
}

/** When the window is on the new workshop: its tour stands beside the pipeline. */
export async function showTour(context: vscode.ExtensionContext): Promise<void> {
  const key = context.globalState.get<string>(tourKey);
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.toString() === key);
  if (folder === undefined) return;
  await context.globalState.update(tourKey, undefined);
  const readme = vscode.Uri.joinPath(folder.uri, "README.md");
  await vscode.commands.executeCommand("baton.pipeline.focus");
  await vscode.commands.executeCommand("markdown.showPreview", readme);
}
