/** The commands on one stage or one problem, from the Pipeline view or, without an argument, after a choice. */
import * as vscode from "vscode";
import { describeProblem } from "#protocol/describe.ts";
import { problemSchema } from "#protocol/problem.ts";
import { type StageStatus, stageStatusSchema } from "#protocol/status.ts";
import { Complaint } from "../base/complaint.ts";
import type { RunController } from "../runs/runController.ts";
import { openProblem } from "../views/problems.ts";
import { showFile } from "../views/showFile.ts";
import { type ProjectFolderWatcher, pipelineFile } from "../workspace/projectFolder.ts";
import { requireProject } from "../workspace/requireProject.ts";

/** The stage that a node of the Pipeline view stands for. */
function stageOf(argument: unknown): StageStatus | null {
  if (typeof argument !== "object" || argument === null || !("status" in argument)) return null;
  return stageStatusSchema.safeParse(argument.status).data ?? null;
}

/** The stages there are to choose from. */
async function stagesOf(runs: RunController): Promise<readonly StageStatus[]> {
  if (runs.status === null) await runs.refreshStatus();
  const { status } = runs;
  if (status?.state === "unusable") throw new Complaint(status.problems.map(describeProblem)[0]);
  return status?.stages ?? [];
}

/** Null when nothing can be chosen, which the person knows then, or when they chose nothing. */
export async function chooseStage(
  runs: RunController,
  watcher: ProjectFolderWatcher,
  argument: unknown,
): Promise<StageStatus | null> {
  if ((await requireProject(watcher)) === null) return null;
  const given = stageOf(argument);
  if (given !== null) return given;
  const stages = await stagesOf(runs);
  const items = stages.map((stage) => ({ label: stage.name, description: stage.state, stage }));
  const placeHolder = vscode.l10n.t("Which stage?");
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  return chosen?.stage ?? null;
}

/** Opens the stage's own source; its definition where the command names no file of the team's. */
export async function openStageCode(
  runs: RunController,
  watcher: ProjectFolderWatcher,
  argument: unknown,
): Promise<void> {
  const stage = await chooseStage(runs, watcher, argument);
  const project = watcher.current;
  if (stage === null || project.type !== "ready") return;
  if (stage.code !== null) await showFile(project.folder, stage.code);
  else await showFile(project.folder, stage.path, new vscode.Position(stage.line - 1, 0));
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
