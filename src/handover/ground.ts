/** On what a handover stands: the folder, its branch, the session, and which branch the team's work is for. */
import * as vscode from "vscode";
import { sessionSlug } from "#handover/branches.ts";
import type { HandoverOptions } from "#handover/operation.ts";
import { userName } from "#pipeline/userName.ts";
import { Complaint } from "../base/complaint.ts";
import { plainText } from "../base/plainText.ts";
import type { SessionController } from "../session/sessionController.ts";
import type { ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import { baseOf, currentBranch } from "./branch.ts";
import { handoverSettings } from "./settings.ts";

export type Ground = Pick<HandoverOptions, "folder" | "prefix" | "base" | "session" | "who">;

/** Throws a `Complaint` where there is nothing to stand on; null where the person thought better of it. */
export async function handoverGround(
  session: SessionController,
  watcher: ProjectFolderWatcher,
): Promise<Ground | null> {
  const folder = await trustedFolder(watcher);
  const { prefix, branchPerSession } = handoverSettings();
  const client = session.state.type === "joined" ? session.state.client : null;
  const title = branchPerSession ? (client?.view?.session.title ?? null) : null;
  const branch = await currentBranch(folder);
  const own = baseOf(branch, { prefix, slug: title === null ? "" : sessionSlug(title) });
  const base = await agreedBase(own, client?.view?.handover?.base ?? null);
  const who = client?.me.name ?? (await userName(folder));
  return base === null ? null : { folder, prefix, base, session: title, who };
}

/** Git runs what a repository's hooks say. */
async function trustedFolder(watcher: ProjectFolderWatcher): Promise<string> {
  const project = await watcher.look();
  if (project.type === "noFolder") {
    throw new Complaint(vscode.l10n.t("no folder is open. Open your clone of the team's repository."));
  }
  if (!vscode.workspace.isTrusted) {
    throw new Complaint(
      vscode.l10n.t("this workspace is not trusted, and git may run its code. Trust the workspace first."),
    );
  }
  return project.folder.uri.fsPath;
}

/** What the session says is another's word: nobody's folder is switched to another branch by it unasked. */
async function agreedBase(own: string | null, shown: string | null): Promise<string | null> {
  if (shown === null || shown === own) {
    if (own !== null) return own;
    throw new Complaint(
      vscode.l10n.t(
        "your folder is on no branch that work could be for. Switch to the branch your team starts from.",
      ),
    );
  }
  const question = vscode.l10n.t(
    "The team's work is for the branch “{0}”. Go on with that?",
    plainText(shown),
  );
  const detail =
    own === null
      ? vscode.l10n.t(
          "Your folder is on no such branch. It is switched to the team's work; nothing of yours is lost.",
        )
      : vscode.l10n.t(
          "Your folder is on “{0}”. It is switched to the team's work; nothing of yours is lost.",
          plainText(own),
        );
  const yes = vscode.l10n.t("Go On");
  const chosen = await vscode.window.showInformationMessage(question, { modal: true, detail }, yes);
  return chosen === yes ? shown : null;
}
