/** The commands on one stage or one problem, from the Pipeline view or, without an argument, after a choice. */
import * as vscode from "vscode";
import { problemSchema } from "#protocol/problem.ts";
import { type StageStatus, stageStatusSchema } from "#protocol/status.ts";
import type { RunController } from "../runs/runController.ts";
import { openProblem } from "../views/problems.ts";
import { type ProjectFolderWatcher, pipelineFile } from "../workspace/projectFolder.ts";
import { requireProject } from "../workspace/requireProject.ts";

/** The stage that a node of the Pipeline view stands for. */
function stageOf(argument: unknown): StageStatus | null {
  if (typeof argument !== "object" || argument === null || !("status" in argument)) return null;
  return stageStatusSchema.safeParse(argument.status).data ?? null;
}

export async function chooseStage(runs: RunController, argument: unknown): Promise<StageStatus | null> {
  const given = stageOf(argument);
  if (given !== null) return given;
  const stages = runs.status?.state === "ready" ? runs.status.stages : [];
  const items = stages.map((stage) => ({ label: stage.name, description: stage.state, stage }));
  const placeHolder = vscode.l10n.t("Which stage?");
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  return chosen?.stage ?? null;
}

async function openAt(uri: vscode.Uri, line: number): Promise<void> {
  const start = new vscode.Range(line - 1, 0, line - 1, 0);
  await vscode.window.showTextDocument(uri, line > 1 ? { selection: start } : {});
}

/** Opens the stage's own source; its definition where the command names no file of the team's. */
export async function openStageCode(
  runs: RunController,
  watcher: ProjectFolderWatcher,
  argument: unknown,
): Promise<void> {
  const project = await requireProject(watcher);
  const stage = project === null ? null : await chooseStage(runs, argument);
  if (project === null || stage === null) return;
  if (stage.code === null) await openAt(vscode.Uri.joinPath(project.uri, stage.path), stage.line);
  else await openAt(vscode.Uri.joinPath(project.uri, stage.code), 1);
}

export async function openPipeline(watcher: ProjectFolderWatcher): Promise<void> {
  const project = await requireProject(watcher);
  if (project !== null) await openAt(vscode.Uri.joinPath(project.uri, pipelineFile), 1);
}

export async function openGivenProblem(watcher: ProjectFolderWatcher, argument: unknown): Promise<void> {
  const project = await requireProject(watcher);
  const parsed = problemSchema.safeParse(argument);
  if (project !== null && parsed.success) await openProblem(project, parsed.data);
}
