/** Opens the file that the last driver was in, at the line. The path is somebody else's word: it never leads out. */
import { realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import * as vscode from "vscode";
import type { FilePlace } from "#handover/message.ts";
import { repositoryRoot } from "./branch.ts";

export async function openPlace(folder: string, { path, line }: FilePlace): Promise<void> {
  const file = await fileIn(await repositoryRoot(folder), path);
  if (file === null) return;
  const start = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(start, start) });
}

async function fileIn(root: string | null, path: string): Promise<string | null> {
  if (root === null) return null;
  try {
    const file = join(root, path);
    const [top, real] = await Promise.all([realpath(root), realpath(file)]);
    return real.startsWith(top + sep) ? file : null;
  } catch {
    return null; // not there any more
  }
}

/** Where the driver is now; null outside of the repository's files. */
export async function placeNow(folder: string): Promise<FilePlace | null> {
  const editor = vscode.window.activeTextEditor;
  const root = await repositoryRoot(folder);
  if (editor === undefined || editor.document.uri.scheme !== "file" || root === null) return null;
  const [top, file] = await Promise.all([realpath(root), realpath(editor.document.uri.fsPath)]).catch(() => [
    "",
    "",
  ]);
  if (top === undefined || file === undefined || !file.startsWith(top + sep) || top === "") return null;
  const path = file
    .slice(top.length + 1)
    .split(sep)
    .join("/");
  return { path, line: editor.selection.active.line + 1 };
}
