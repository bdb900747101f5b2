/** Which documents the editor's help with `dvc.yaml` is for: that of the open project alone. */
import * as vscode from "vscode";
import { type ProjectFolderWatcher, pipelineFile } from "../workspace/projectFolder.ts";

export const pipelineFiles: vscode.DocumentSelector = { pattern: `**/${pipelineFile}` };

export function isPipelineFile({ current }: ProjectFolderWatcher, { uri }: vscode.TextDocument): boolean {
  if (current.type !== "ready") return false;
  return uri.toString() === vscode.Uri.joinPath(current.folder.uri, pipelineFile).toString();
}
