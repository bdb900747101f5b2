/** Opens a file of the project at a place; a file that is not there any more is said to be so. */
import * as vscode from "vscode";
import { Complaint } from "../base/complaint.ts";
import { exists } from "../workspace/projectFolder.ts";

/** `path`: posix, relative to the folder. `start`: where the cursor goes; nowhere in particular without it. */
export async function showFile(
  folder: vscode.WorkspaceFolder,
  path: string,
  start?: vscode.Position,
): Promise<void> {
  const uri = vscode.Uri.joinPath(folder.uri, path);
  if (!(await exists(uri))) {
    throw new Complaint(vscode.l10n.t("{0} is not there any more.", path));
  }
  await vscode.window.showTextDocument(
    uri,
    start === undefined ? {} : { selection: new vscode.Range(start, start) },
  );
}
