/** "Open a Pull Request": the remote's own page for it, in the browser. */
import * as vscode from "vscode";
import { findPullRequestPage } from "#handover/openPullRequest.ts";
import type { Handovers } from "./handovers.ts";

export async function openPullRequestPage(handovers: Handovers): Promise<void> {
  const ground = await handovers.ground();
  if (ground === null) return;
  const title = vscode.l10n.t("Baton: looking for the page of a pull request");
  const outcome = await handovers.operate(title, ground, findPullRequestPage);
  if (outcome.type === "refused") return void handovers.tellProblem(outcome.problem);
  const { url, service, guessed } = outcome;
  if (!guessed || (await isThat(service, url))) await vscode.env.openExternal(vscode.Uri.parse(url, true));
}

/** A host of one's own may be anybody's. */
async function isThat(service: string, url: string): Promise<boolean> {
  const question = vscode.l10n.t("Open the pull request at {0}?", new URL(url).host);
  const detail = vscode.l10n.t("By its name this host is taken for {0}.", service);
  const open = vscode.l10n.t("Open");
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, open)) === open;
}
