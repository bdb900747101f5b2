/** "Clean Up": branches that handovers left, chosen from a list that says what would be lost with each. */
import * as vscode from "vscode";
import { cleanUp, type Leftover, planCleanUp } from "#handover/cleanUp.ts";
import { plainText } from "../base/plainText.ts";
import type { Handovers } from "./handovers.ts";

export async function cleanUpLeftovers(handovers: Handovers): Promise<void> {
  const ground = await handovers.ground();
  if (ground === null) return;
  const looking = vscode.l10n.t("Baton: looking for what handovers left");
  const planned = await handovers.operate(looking, ground, planCleanUp);
  if (planned.type === "refused") return void handovers.tellProblem(planned.problem);
  if (planned.leftovers.length === 0) {
    return void handovers.tellDone([vscode.l10n.t("handovers left nothing to clear away.")]);
  }
  const leftovers = await choose(planned.leftovers);
  if (leftovers.length === 0) return;
  const title = vscode.l10n.t("Baton: cleaning up");
  const outcome = await handovers.operate(title, ground, (options) => cleanUp({ ...options, leftovers }));
  if (outcome.type === "refused") return void handovers.tellProblem(outcome.problem);
  const removed =
    outcome.removed.length === 1
      ? vscode.l10n.t("1 branch is gone.")
      : vscode.l10n.t("{0} branches are gone.", outcome.removed.length);
  void handovers.tellDone([removed, ...outcome.left.map(({ why }) => why)]);
}

/** What nothing is lost with is chosen already. */
async function choose(leftovers: readonly Leftover[]): Promise<Leftover[]> {
  const items = leftovers.map((leftover) => ({
    label: plainText(leftover.name, 120),
    description: placeWords(leftover),
    detail: lossWords(leftover),
    picked: leftover.safe,
    leftover,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t("Clean Up"),
    placeHolder: vscode.l10n.t("What is chosen is deleted for good"),
  });
  return (chosen ?? []).map(({ leftover }) => leftover);
}

function placeWords({ where, kind }: Leftover): string {
  const place = where === "here" ? vscode.l10n.t("here") : vscode.l10n.t("on the remote");
  return kind === "rescue" ? vscode.l10n.t("rescued work, {0}", place) : place;
}

function lossWords({ safe, commits }: Leftover): string {
  if (safe) return vscode.l10n.t("Nothing is lost: the team's work has all of it.");
  return commits === 1
    ? vscode.l10n.t("1 commit that is nowhere else would be lost.")
    : vscode.l10n.t("{0} commits that are nowhere else would be lost.", commits);
}
