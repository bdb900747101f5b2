/** "Reset": gives up the team's work in progress, once somebody has read what goes. */
import * as vscode from "vscode";
import { planReset, type ResetPlan, resetWork } from "#handover/reset.ts";
import { plainText } from "../base/plainText.ts";
import type { Handovers } from "./handovers.ts";

/** Commits of which a question names the subject. */
const shown = 8;

export async function resetTheWork(handovers: Handovers): Promise<void> {
  const ground = await handovers.ground();
  if (ground === null) return;
  const looking = vscode.l10n.t("Baton: looking at what would go");
  const planned = await handovers.operate(looking, ground, planReset);
  if (planned.type === "refused") return void handovers.tellProblem(planned.problem);
  const { plan } = planned;
  if (plan.here === null && plan.there === null) {
    return void handovers.tellDone([vscode.l10n.t("there is no {0}: nothing to give up.", plan.branch)]);
  }
  const keep = await asks(plan);
  if (keep === null) return;
  const title = vscode.l10n.t("Baton: giving up the work");
  const outcome = await handovers.operate(title, ground, (options) => resetWork({ ...options, plan, keep }));
  if (outcome.type === "refused") return void handovers.tellProblem(outcome.problem);
  const kept = outcome.rescues.map(({ branch }) =>
    vscode.l10n.t("The work is kept on {0} in your folder.", branch),
  );
  const done = vscode.l10n.t(
    "{0} is gone, here and on the remote. You are on {1}.",
    plan.branch,
    outcome.base,
  );
  void handovers.tellDone([done, ...kept, ...outcome.notes]);
}

/** Whether a copy is kept; null where the person thought better of it. */
async function asks({ branch, base, commits }: ResetPlan): Promise<boolean | null> {
  const question = vscode.l10n.t("Give up {0}, for everybody?", plainText(branch, 120));
  const lines = commits
    .slice(0, shown)
    .map(({ subject, author }) => `• ${plainText(subject)} (${plainText(author.name)})`);
  const more = commits.length > shown ? [vscode.l10n.t("… and {0} more", commits.length - shown)] : [];
  const detail = [
    commits.length === 0
      ? vscode.l10n.t("{0} has all of it already; only the branch goes.", base)
      : vscode.l10n.t(
          "It is deleted here and on the remote, with {0} commits that {1} lacks:",
          commits.length,
          base,
        ),
    ...lines,
    ...more,
  ].join("\n");
  const keep = vscode.l10n.t("Give Up, Keep a Copy Here");
  const lose = vscode.l10n.t("Give Up for Good");
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, keep, lose);
  return chosen === undefined ? null : chosen === keep;
}
