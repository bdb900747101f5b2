/** What the metrics page may ask for, and the command that answers it. */
import * as vscode from "vscode";
import type { RunController } from "../runs/runController.ts";
import type { PanelRequest } from "../views/metricsPanel.ts";
import type { ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import type { CommandId } from "./commandIds.ts";
import { savePicture } from "./savePicture.ts";

function command(id: CommandId, ...args: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(id, ...args);
}

export function answerPanel(
  request: PanelRequest,
  runs: RunController,
  watcher: ProjectFolderWatcher,
): Thenable<unknown> {
  switch (request.type) {
    case "run":
      return command("baton.runPipeline");
    case "newWorkshop":
      return command("baton.newWorkshop");
    case "manageTrust":
      return vscode.commands.executeCommand("workbench.trust.manage");
    case "openLog":
      return command("baton.showLog");
    case "openProblem":
      return command("baton.openProblem", request.problem);
    case "savePicture": {
      const project = watcher.current;
      const folder = "folder" in project ? project.folder.uri : undefined;
      return savePicture(request.svg, folder, runs.view?.number ?? null);
    }
  }
}
