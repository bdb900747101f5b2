/** How much of a pipeline's outputs may travel when the baton is passed. */
import * as vscode from "vscode";

const bytesPerMegabyte = 1024 * 1024;

/** Bytes; 0 where the person turned it off. */
export function cacheLimit(folder: vscode.Uri): number {
  const megabytes = vscode.workspace.getConfiguration("baton", folder).get("handover.cacheMegabytes", 200);
  return Number.isFinite(megabytes) ? Math.max(0, megabytes) * bytesPerMegabyte : 0;
}
