/**
 * "Finish": the turns become one change, staged on the branch they are for; its commit is a person's. Asked again when
 * that is on the remote, it deletes the work branch.
 */
import * as vscode from "vscode";
import { finishWork } from "#handover/finish.ts";
import type { SuggestionEffect } from "#handover/finishMessage.ts";
import type { HandoverOptions } from "#handover/operation.ts";
import { retireWork } from "#handover/retire.ts";
import { formatMetric, metricLabel } from "#protocol/metrics.ts";
import { effectsOf } from "../suggestions/effects.ts";
import type { Handovers } from "./handovers.ts";
import { filesWords } from "./handoverWords.ts";

type Outcome = Awaited<ReturnType<typeof retireWork>> | Awaited<ReturnType<typeof finishWork>>;

export async function finishTheWork(handovers: Handovers): Promise<void> {
  const ground = await handovers.ground();
  if (ground === null) return;
  const effects = effectsIn(handovers);
  const title = vscode.l10n.t("Baton: finishing the work");
  const outcome = await handovers.operate(title, ground, (options) => retireOrSquash(options, effects));
  switch (outcome.type) {
    case "refused":
      void handovers.tellProblem(outcome.problem);
      return;
    case "waiting":
      void handovers.tellDone([outcome.sentence]);
      return;
    case "retired":
      void handovers.tellDone([retiredWords(outcome), ...outcome.notes]);
      return;
    case "conflict":
      await showSourceControl();
      void handovers.tellDone([outcome.sentence, ...outcome.notes]);
      return;
    case "squashed":
      await showSourceControl();
      void handovers.tellDone([
        vscode.l10n.t(
          "all turns are staged on {0} as one change ({1}), with a message prepared. Commit and push it, then finish again: that deletes {2}.",
          outcome.base,
          filesWords(outcome.files.length),
          outcome.branch,
        ),
        ...outcome.notes,
      ]);
  }
}

/** What is on the remote's branch already needs no second change. */
async function retireOrSquash(
  options: HandoverOptions,
  effects: readonly SuggestionEffect[],
): Promise<Outcome> {
  const retired = await retireWork(options);
  const isCommitted = retired.type === "waiting" && retired.until === "pushed";
  const isGone = retired.type === "retired" && (retired.here || retired.there);
  return isCommitted || isGone || retired.type === "refused"
    ? retired
    : await finishWork({ ...options, effects });
}

function retiredWords({ branch, here, there }: Extract<Outcome, { type: "retired" }>): string {
  if (here && there)
    return vscode.l10n.t("the work is done: {0} is deleted, here and on the remote.", branch);
  return here
    ? vscode.l10n.t("the work is done: {0} is deleted here. The remote has none any more.", branch)
    : vscode.l10n.t("the work is done: {0} is deleted on the remote.", branch);
}

function effectsIn({ session }: Handovers): SuggestionEffect[] {
  const view = session.state.type === "joined" ? session.state.client.view : null;
  return Array.from(effectsOf(view?.runs ?? {}), ([id, { metric, before, after }]) => ({
    id,
    effect: `${metricLabel(metric)} ${formatMetric(before, { beside: after })} → ${formatMetric(after)}`,
  }));
}

async function showSourceControl(): Promise<void> {
  await vscode.commands.executeCommand("workbench.view.scm");
}
