/** What the metrics page may ask for, and the command that answers it. */
import * as vscode from "vscode";
import type { PanelRequest } from "../views/metricsPanel.ts";
import type { RunDisplay } from "../views/runDisplay.ts";
import type { ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import type { CommandId } from "./commandIds.ts";
import { savePicture } from "./savePicture.ts";

function command(id: CommandId, ...args: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(id, ...args);
}

export function answerPanel(
  request: PanelRequest,
  display: RunDisplay,
  watcher: ProjectFolderWatcher,
): Thenable<unknown> | undefined {
  switch (request.type) {
    case "chooseRun":
      display.choose(request.whose);
      return undefined;
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
      const { state } = display;
      return savePicture(request.svg, folder, state.state === "run" ? state.run.number : null);
    }
  }
}
