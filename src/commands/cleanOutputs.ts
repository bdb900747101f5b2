/** "Clean Outputs": says what would go and what of it is lost, asks, and removes exactly that. */
import * as vscode from "vscode";
import * as z from "zod";
import type { Engine } from "#pipeline/engine.ts";
import type { Removable, RemovableOutput } from "#pipeline/run/clean.ts";
import { describeProblem } from "#protocol/describe.ts";
import { Complaint } from "../base/complaint.ts";
import { plainText } from "../base/plainText.ts";
import type { RunController } from "../runs/runController.ts";
import type { ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import { requireProject } from "../workspace/requireProject.ts";
import { currentStages, givenStages } from "./chooseStages.ts";

/** As part of the command's argument nobody is asked. */
const sureSchema = z.looseObject({ sure: z.literal(true) });
/** More names than this nobody reads in a dialog. */
const mostNamed = 12;

export async function cleanOutputs(
  engine: Engine,
  runs: RunController,
  watcher: ProjectFolderWatcher,
  argument: unknown,
): Promise<void> {
  const project = await requireProject(watcher);
  if (project === null) return;
  const isSure = sureSchema.safeParse(argument).success;
  const chosen = givenStages(argument) ?? (isSure ? "all" : await chooseWhich(runs));
  if (chosen === null) return;
  if (runs.running) throw new Complaint(vscode.l10n.t("A run is under way. Cancel it, or wait for its end."));
  const folder = project.uri.fsPath;
  const outputs = usable(await engine.removable(folder, ...(chosen === "all" ? [] : [chosen])));
  if (outputs.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Baton: there are no outputs to remove."));
    return;
  }
  if (!isSure && !(await isAgreed(outputs))) return;
  const removed = usable(await engine.clean(folder, outputs));
  await runs.filesChanged();
  vscode.window.setStatusBarMessage(vscode.l10n.t("Baton: outputs removed: {0}", removed.length), 4000);
}

function usable(removable: Removable): readonly RemovableOutput[] {
  if (removable.type === "outputs") return removable.outputs;
  throw new Complaint(removable.problems.map(describeProblem)[0]);
}

async function chooseWhich(runs: RunController): Promise<readonly string[] | "all" | null> {
  const stages = (await currentStages(runs)).map(({ name }) => ({ label: name, chosen: [name] }));
  const all = { label: vscode.l10n.t("All Stages"), chosen: "all" as const };
  const placeHolder = vscode.l10n.t("Remove the outputs of which stage?");
  return (await vscode.window.showQuickPick([all, ...stages], { placeHolder }))?.chosen ?? null;
}

async function isAgreed(outputs: readonly RemovableOutput[]): Promise<boolean> {
  const returning = outputs.filter(({ lost }) => !lost);
  const lost = outputs.filter((output) => output.lost);
  const detail = [
    ...(lost.length === 0
      ? []
      : [vscode.l10n.t("Lost, as the cache does not hold them:"), ...named(lost), ""]),
    ...(returning.length === 0
      ? []
      : [vscode.l10n.t("In the cache; the next run brings them back:"), ...named(returning)]),
  ];
  const question =
    outputs.length === 1
      ? vscode.l10n.t("Remove this output?")
      : vscode.l10n.t("Remove these {0} outputs?", outputs.length);
  const remove = vscode.l10n.t("Remove");
  const options = { modal: true, detail: detail.join("\n").trim() };
  return (await vscode.window.showWarningMessage(question, options, remove)) === remove;
}

function named(outputs: readonly RemovableOutput[]): string[] {
  const names = outputs.slice(0, mostNamed).map(({ path }) => plainText(path, 200));
  const more = outputs.length - names.length;
  return more > 0 ? [...names, vscode.l10n.t("and {0} more", more)] : names;
}
