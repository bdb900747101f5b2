/** Which stages a command is about: those that a view or a lens gives it, else those that the person chooses. */
import * as vscode from "vscode";
import * as z from "zod";
import { describeProblem } from "#protocol/describe.ts";
import { type StageStatus, stageStatusSchema } from "#protocol/status.ts";
import { Complaint } from "../base/complaint.ts";
import type { RunController } from "../runs/runController.ts";
import type { ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import { requireProject } from "../workspace/requireProject.ts";

/** A node of the Pipeline view, or names: a group's lens gives those of all its stages. */
const argumentSchema = z.union([
  z.object({ status: stageStatusSchema }).transform(({ status }) => [status.name]),
  z.object({ stages: z.array(z.string()).min(1) }).transform(({ stages }) => stages),
]);

export function givenStages(argument: unknown): readonly string[] | null {
  return argumentSchema.safeParse(argument).data ?? null;
}

/** What the disk says now. */
export async function currentStages(runs: RunController): Promise<readonly StageStatus[]> {
  const status = await runs.refreshStatus();
  if (status?.state === "unusable") throw new Complaint(status.problems.map(describeProblem)[0]);
  return status?.stages ?? [];
}

/** Null when nothing can be chosen, which the person knows then, or when they chose nothing. */
export async function chooseStages(
  runs: RunController,
  watcher: ProjectFolderWatcher,
  argument: unknown,
): Promise<readonly string[] | null> {
  if ((await requireProject(watcher)) === null) return null;
  const given = givenStages(argument);
  if (given !== null) return given;
  const stages = await currentStages(runs);
  const items = stages.map(({ name, state }) => ({ label: name, description: state, name }));
  const placeHolder = vscode.l10n.t("Which stage?");
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  return chosen === undefined ? null : [chosen.name];
}

/** As `chooseStages`, with what is known of them. */
export async function chooseStatuses(
  runs: RunController,
  watcher: ProjectFolderWatcher,
  argument: unknown,
): Promise<readonly StageStatus[] | null> {
  const names = await chooseStages(runs, watcher, argument);
  if (names === null) return null;
  const chosen = (await currentStages(runs)).filter(({ name }) => names.includes(name));
  if (chosen.length > 0) return chosen;
  throw new Complaint(vscode.l10n.t("The stage {0} is not there any more.", names.join(", ")));
}
