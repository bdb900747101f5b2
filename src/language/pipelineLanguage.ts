/** The editor's help with writing `dvc.yaml`. What gives it is loaded when somebody writes. */
import * as vscode from "vscode";
import type { RunController } from "../runs/runController.ts";
import type { ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import { isPipelineFile, pipelineFiles } from "./pipelineDocument.ts";

export function registerPipelineLanguage(
  runs: RunController,
  watcher: ProjectFolderWatcher,
): vscode.Disposable {
  const workspaceOf = (document: vscode.TextDocument): string | null => {
    const { current } = watcher;
    return current.type === "ready" && isPipelineFile(watcher, document) ? current.folder.uri.fsPath : null;
  };
  const savedStages = () => (runs.status?.state === "ready" ? runs.status.stages : []);
  const completion: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, position) {
      const workspace = workspaceOf(document);
      if (workspace === null) return [];
      const sources = { workspace, stages: savedStages() };
      return await (await import("./completion.ts")).completionsAt(document, position, sources);
    },
  };
  const hover: vscode.HoverProvider = {
    async provideHover(document, position) {
      const workspace = workspaceOf(document);
      if (workspace === null) return null;
      const sources = { workspace, stages: savedStages() };
      return await (await import("./hover.ts")).hoverAt(document, position, sources);
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(pipelineFiles, completion, "/", ".", " "),
    vscode.languages.registerHoverProvider(pipelineFiles, hover),
  );
}
