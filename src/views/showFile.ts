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
  const viewColumn = columnFor(uri);
  await vscode.window.showTextDocument(uri, {
    ...(viewColumn === undefined ? {} : { viewColumn }),
    ...(start === undefined ? {} : { selection: new vscode.Range(start, start) }),
  });
}

/** Where it is open already; else beside a page from which it was asked for, not over it. */
function columnFor(uri: vscode.Uri): vscode.ViewColumn | undefined {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const isOpen = ({ input }: vscode.Tab) =>
    input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  const open = [activeTabGroup, ...all].find(({ tabs }) => tabs.some(isOpen));
  if (open !== undefined) return open.viewColumn;
  if (!(activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview)) return undefined;
  return all.find((group) => group !== activeTabGroup)?.viewColumn ?? vscode.ViewColumn.Beside;
}
