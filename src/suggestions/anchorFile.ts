/** The file that an anchor names, in this window's folders. The path is somebody else's word: it never leads out of them. */
import { readFile, realpath, stat } from "node:fs/promises";
import { sep } from "node:path";
import * as vscode from "vscode";
import { insideWorkspace } from "#pipeline/project/paths.ts";

/** Larger ones are no code that people talk about. */
const largestBytes = 4 * 1024 * 1024;

/** Null where no folder has such a file, or the path or a link in it leads out of the folder. */
async function fileIn(folder: vscode.Uri, path: string): Promise<vscode.Uri | null> {
  const uri = vscode.Uri.joinPath(folder, path);
  try {
    const [root, real] = await Promise.all([realpath(folder.fsPath), realpath(uri.fsPath)]);
    const isInside = real.startsWith(root.endsWith(sep) ? root : root + sep);
    return isInside && (await stat(real)).isFile() ? uri : null;
  } catch {
    return null; // not there, or not for us to see
  }
}

/** Of several folders the first that has it. */
export async function anchorFile(path: string): Promise<vscode.Uri | null> {
  const safe = insideWorkspace("", path);
  if (safe.type === "unsafe" || path.includes("\\") || path.split("/").includes("..")) return null;
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const file = uri.scheme === "file" ? await fileIn(uri, safe.path) : null;
    if (file !== null) return file;
  }
  return null;
}

/** As it stands in the editor, saved or not; else on the disk. Null where it cannot be read. */
export async function currentText(file: vscode.Uri): Promise<string | null> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (open !== undefined) return open.getText();
  try {
    const { size } = await stat(file.fsPath);
    return size > largestBytes ? null : await readFile(file.fsPath, "utf8");
  } catch {
    return null; // gone between two looks
  }
}
