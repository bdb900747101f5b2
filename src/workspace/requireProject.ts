/** Asks for a pipeline that may run, and tells the person what is missing when there is none. */
import * as vscode from "vscode";
import { type ProjectFolder, type ProjectFolderWatcher, pipelineFile } from "./projectFolder.ts";

interface Refusal {
  sentence: string;
  actions: { title: string; command: string }[];
}

export async function requireProject(watcher: ProjectFolderWatcher): Promise<vscode.WorkspaceFolder | null> {
  const project = await watcher.look();
  if (project.type === "ready") return project.folder;
  void tell(refusalFor(project));
  return null;
}

function refusalFor(project: Exclude<ProjectFolder, { type: "ready" }>): Refusal {
  const create = { title: vscode.l10n.t("New Workshop"), command: "baton.newWorkshop" };
  const open = { title: vscode.l10n.t("Open Folder"), command: "workbench.action.files.openFolder" };
  switch (project.type) {
    case "noFolder":
      return {
        sentence: vscode.l10n.t(
          "No folder is open. Open one with a {0}, or make a new workshop.",
          pipelineFile,
        ),
        actions: [create, open],
      };
    case "noProject":
      return {
        sentence: vscode.l10n.t(
          "There is no {0} in {1}. Make a new workshop, or open a folder that has one.",
          pipelineFile,
          project.folder.name,
        ),
        actions: [create, open],
      };
    case "untrusted":
      return {
        sentence: vscode.l10n.t(
          "This workspace is not trusted, and a pipeline runs its folder's code. Nothing was run. Trust the workspace to run it.",
        ),
        actions: [{ title: vscode.l10n.t("Manage Workspace Trust"), command: "workbench.trust.manage" }],
      };
  }
}

async function tell({ sentence, actions }: Refusal): Promise<void> {
  const titles = actions.map(({ title }) => title);
  const chosen = await vscode.window.showWarningMessage(vscode.l10n.t("Baton: {0}", sentence), ...titles);
  const action = actions.find(({ title }) => title === chosen);
  if (action !== undefined) await vscode.commands.executeCommand(action.command);
}
