/** The commands that open what belongs to a stage, a problem or the pipeline. */
import { problemSchema } from "#protocol/problem.ts";
import type { RunController } from "../runs/runController.ts";
import { openProblem } from "../views/problems.ts";
import { showFile } from "../views/showFile.ts";
import { type ProjectFolderWatcher, pipelineFile } from "../workspace/projectFolder.ts";
import { requireProject } from "../workspace/requireProject.ts";
import { chooseStatuses } from "./chooseStages.ts";
import { showDefinition } from "./showDefinition.ts";

/** Opens the stage's own source; its definition where the command names no file of the team's. */
export async function openStageCode(
  runs: RunController,
  watcher: ProjectFolderWatcher,
  argument: unknown,
): Promise<void> {
  const [stage] = (await chooseStatuses(runs, watcher, argument)) ?? [];
  const project = watcher.current;
  if (stage === undefined || project.type !== "ready") return;
  if (stage.code !== null) await showFile(project.folder, stage.code);
  else await showDefinition(project.folder, stage);
}

export async function openStageDefinition(
  runs: RunController,
  watcher: ProjectFolderWatcher,
  argument: unknown,
): Promise<void> {
  const [stage] = (await chooseStatuses(runs, watcher, argument)) ?? [];
  const project = watcher.current;
  if (stage !== undefined && project.type === "ready") await showDefinition(project.folder, stage);
}

export async function openPipeline(watcher: ProjectFolderWatcher): Promise<void> {
  const project = await requireProject(watcher);
  if (project !== null) await showFile(project, pipelineFile);
}

export async function openGivenProblem(watcher: ProjectFolderWatcher, argument: unknown): Promise<void> {
  const project = await requireProject(watcher);
  const parsed = problemSchema.safeParse(argument);
  if (project !== null && parsed.success) await openProblem(project, parsed.data);
}
