/** The commands on the pipeline and its stages. What most windows never use is loaded at its first use. */
import type { Engine } from "#pipeline/engine.ts";
import type { RunController } from "../runs/runController.ts";
import type { ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import type { CommandHandlers } from "./registerCommands.ts";
import type { RunCommands } from "./runCommands.ts";

const choices = () => import("./chooseStages.ts");
const stages = () => import("./stageCommands.ts");

export type PipelineCommand =
  | "baton.runPipeline"
  | "baton.runStage"
  | "baton.reproduceFrom"
  | "baton.explainStale"
  | "baton.cleanOutputs"
  | "baton.openPipeline"
  | "baton.openStageCode"
  | "baton.openStageDefinition"
  | "baton.openProblem";

export function pipelineCommands(
  engine: Engine,
  runs: RunController,
  watcher: ProjectFolderWatcher,
  runCommands: RunCommands,
): Pick<CommandHandlers, PipelineCommand> {
  const runChosen = async (argument: unknown, downstream: boolean) => {
    const names = await (await choices()).chooseStages(runs, watcher, argument);
    if (names !== null) await runCommands.run({ stages: names, downstream });
  };
  return {
    "baton.runPipeline": () => runCommands.run(),
    "baton.runStage": (argument) => runChosen(argument, false),
    "baton.reproduceFrom": (argument) => runChosen(argument, true),
    "baton.explainStale": async (argument) =>
      (await import("./explainStale.ts")).explainStale(runs, watcher, argument),
    "baton.cleanOutputs": async (argument) =>
      (await import("./cleanOutputs.ts")).cleanOutputs(engine, runs, watcher, argument),
    "baton.openPipeline": async () => (await stages()).openPipeline(watcher),
    "baton.openStageCode": async (node) => (await stages()).openStageCode(runs, watcher, node),
    "baton.openStageDefinition": async (node) => (await stages()).openStageDefinition(runs, watcher, node),
    "baton.openProblem": async (problem) => (await stages()).openGivenProblem(watcher, problem),
  };
}
