/** What the pipeline graph's page may ask for, and the command that answers it. */
import * as vscode from "vscode";
import type { StageAction } from "#protocol/graphPanel.ts";
import type { GraphRequest } from "../views/graphPanel.ts";
import type { CommandId } from "./commandIds.ts";

const commands: Readonly<Record<StageAction, CommandId>> = {
  run: "baton.runStage",
  reproduce: "baton.reproduceFrom",
  explain: "baton.explainStale",
  define: "baton.openStageDefinition",
  code: "baton.openStageCode",
};

export function answerGraph(request: GraphRequest): Thenable<unknown> {
  const command = (id: CommandId, argument?: unknown) => vscode.commands.executeCommand(id, argument);
  switch (request.type) {
    case "act":
      return command(commands[request.action], { stages: request.stages });
    case "cancel":
      return command("baton.cancelRun");
    case "newWorkshop":
      return command("baton.newWorkshop");
    case "manageTrust":
      return vscode.commands.executeCommand("workbench.trust.manage");
    case "openPipeline":
      return command("baton.openPipeline");
    case "openProblem":
      return command("baton.openProblem", request.problem);
  }
}
