/** "Take the Seat": this folder gets what the last driver handed over; what only it has is put aside and said. */
import * as vscode from "vscode";
import type { Refused } from "#handover/problem.ts";
import { type Taken, type TakeOptions, takeSeat } from "#handover/take.ts";
import { plainText } from "../base/plainText.ts";
import { awaitHandingOver } from "./awaitHandingOver.ts";
import type { Ground } from "./ground.ts";
import type { Handovers } from "./handovers.ts";
import { openPlace } from "./openPlace.ts";

/** Commits of one's own on top of the team's work: kept where the seat is one's own already. */
export type Ahead = NonNullable<TakeOptions["ahead"]>;

/** What comes after it, such as the outputs of the pipeline. */
export type AfterTaking = (ground: Ground) => Promise<void>;

export async function takeTheSeat(handovers: Handovers, after: AfterTaking, ahead: Ahead): Promise<void> {
  await awaitHandingOver(handovers.session);
  const ground = await handovers.ground();
  if (ground === null) return;
  handovers.tell(ground, { type: "taking" });
  const taken = await attemptTo(handovers, ground, ahead);
  if (taken === null) return handovers.tell(ground, { type: "stuck", during: "taking" });
  handovers.tell(ground, { type: "taken", commit: taken.commit });
  await after(ground);
  if (taken.place !== null) await openPlace(ground.folder, taken.place);
  tell(handovers, taken);
}

/** Null where it came to nothing, which the person knows then. */
async function attemptTo(handovers: Handovers, ground: Ground, ahead: Ahead): Promise<Taken | null> {
  const first = await take(handovers, ground, { dirty: "refuse", ahead });
  const isDirty = first.type === "refused" && first.problem.code === "dirty-tree";
  const stashes = isDirty && (await asksToStash(first.problem.files));
  if (isDirty && !stashes) return null;
  const outcome = stashes ? await take(handovers, ground, { dirty: "stash", ahead }) : first;
  if (outcome.type === "taken") return outcome;
  void handovers.tellProblem(outcome.problem);
  return null;
}

function take(
  handovers: Handovers,
  ground: Ground,
  how: Pick<TakeOptions, "dirty" | "ahead">,
): Promise<Taken | Refused> {
  const title = vscode.l10n.t("Baton: taking the seat");
  return handovers.operate(title, ground, (options) => takeSeat({ ...options, ...how }));
}

async function asksToStash(files: readonly string[]): Promise<boolean> {
  const question =
    files.length === 1
      ? vscode.l10n.t("{0} has changes that are in no commit.", plainText(files[0] ?? ""))
      : vscode.l10n.t("{0} files have changes that are in no commit.", files.length);
  const detail = vscode.l10n.t(
    "Baton can put them aside, take the team's code, and bring them back on top of it. What does not fit stays in git's stash.",
  );
  const yes = vscode.l10n.t("Put Aside and Bring Back");
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, yes);
  return chosen === yes;
}

function tell(handovers: Handovers, { branch, created, notes, rescue, stash }: Taken): void {
  const done = created
    ? vscode.l10n.t("you have the seat. The work branch {0} is new.", branch)
    : vscode.l10n.t("you have the seat, with the team's latest code on {0}.", branch);
  const isQuiet = notes.length === 0 && rescue === null && stash === null;
  if (isQuiet) vscode.window.setStatusBarMessage(vscode.l10n.t("Baton: {0}", plainText(done, 200)), 8_000);
  else void handovers.tellDone([done, ...notes]);
}
