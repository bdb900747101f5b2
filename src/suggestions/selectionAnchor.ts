/** What is selected in the editor as a suggestion's anchor: the whole lines, so that they can be found again. */
import * as vscode from "vscode";
import { limits } from "#protocol/session/limits.ts";
import type { Anchor } from "#protocol/session/state.ts";
import type { Place } from "#protocol/suggestionsPanel.ts";
import { headCommit } from "./headCommit.ts";

export interface SelectedPlace extends Place {
  readonly document: vscode.TextDocument;
}

/** Posix, relative to its workspace folder; null for what lies in none, or has too long a path to be told. */
export function sharedPath({ uri }: vscode.TextDocument): string | null {
  const folder = uri.scheme === "file" ? vscode.workspace.getWorkspaceFolder(uri) : undefined;
  if (folder === undefined) return null;
  const path = uri.path.slice(folder.uri.path.replace(/\/$/, "").length + 1);
  return path.length > limits.fieldCharacters ? null : path;
}

/** 1-based. A selection that ends before a line's first character does not take that line in. */
function linesOf({ start, end }: vscode.Range): [number, number] {
  const last = end.line > start.line && end.character === 0 ? end.line - 1 : end.line;
  return [start.line + 1, last + 1];
}

export function placeOf(document: vscode.TextDocument, range: vscode.Range): SelectedPlace | null {
  const path = sharedPath(document);
  return path === null ? null : { document, path, lines: linesOf(range) };
}

/** Null without a selection in a file of the workspace. */
export function selectedPlace(editor = vscode.window.activeTextEditor): SelectedPlace | null {
  if (editor === undefined || editor.selection.isEmpty) return null;
  return placeOf(editor.document, editor.selection);
}

export async function anchorAt({ document, path, lines }: SelectedPlace): Promise<Anchor> {
  const [first, last] = lines ?? [1, document.lineCount];
  const text = document.getText(new vscode.Range(first - 1, 0, last, 0)).replace(/\r?\n$/, "");
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const commit = folder === undefined ? null : await headCommit(folder.uri.fsPath);
  return { path, lines, commit, text: wellFormed(text.slice(0, limits.anchorCharacters)) };
}

/** Cut in the middle of a character, half of it would be left. */
function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, "");
}
