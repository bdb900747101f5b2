/** What people read of a handover: the steps as they go by, and where the code is between two drivers. */
import * as vscode from "vscode";
import type { HandoverStep } from "#handover/state.ts";
import type { HandoverStanding } from "#protocol/session/handover.ts";

export function stepWords(step: HandoverStep): string {
  switch (step) {
    case "looking":
      return vscode.l10n.t("looking at the repository");
    case "fetching":
      return vscode.l10n.t("fetching the team's work");
    case "stashing":
      return vscode.l10n.t("putting your changes aside");
    case "rescuing":
      return vscode.l10n.t("keeping commits on a rescue branch");
    case "switching":
      return vscode.l10n.t("switching the branch");
    case "creating":
      return vscode.l10n.t("making the work branch");
    case "restoring":
      return vscode.l10n.t("bringing your changes back");
    case "staging":
      return vscode.l10n.t("gathering the changes");
    case "checking":
      return vscode.l10n.t("running the project's checks");
    case "committing":
      return vscode.l10n.t("committing");
    case "pushing":
      return vscode.l10n.t("pushing");
    case "rebasing":
      return vscode.l10n.t("putting your work on top of the others'");
    case "squashing":
      return vscode.l10n.t("gathering the turns into one change");
    case "deleting":
      return vscode.l10n.t("deleting the work branch");
  }
}

export function filesWords(count: number): string {
  if (count === 0) return vscode.l10n.t("nothing new");
  return count === 1 ? vscode.l10n.t("1 file") : vscode.l10n.t("{0} files", count);
}

/** `name` is ready to be shown. */
export function standingWords(standing: HandoverStanding, name: string): string {
  switch (standing.type) {
    case "handingOver":
      return vscode.l10n.t("{0} is handing over", name);
    case "handedOver":
      return vscode.l10n.t("{0} pushed {1}", name, filesWords(standing.files));
    case "setAside":
      return vscode.l10n.t("{0}'s work was set aside", name);
    case "taking":
      return vscode.l10n.t("{0} is fetching the code", name);
    case "taken":
      return vscode.l10n.t("{0} has the code", name);
    case "stuck":
      return standing.during === "taking"
        ? vscode.l10n.t("{0} could not take the code yet", name)
        : vscode.l10n.t("{0} could not hand over yet", name);
  }
}
