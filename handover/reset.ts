/** Gives up the team's work in progress and goes back to the base: first says what goes, then does just that. */
import { deleteHere, deleteThere } from "./deleteBranch.ts";
import { type WorkCommit, workCommits } from "./history.ts";
import { type HandoverOptions, type Operation, operate } from "./operation.ts";
import { HandoverRefusal, type Refused } from "./problem.ts";
import { fetchTeam, trackingRef } from "./remote.ts";
import { commitOf, isAncestor } from "./repository.ts";
import { type Rescue, rescueCommit } from "./rescue.ts";
import { refuseDirty } from "./status.ts";
import { leaveWork } from "./switch.ts";

export interface ResetPlan {
  readonly branch: string;
  readonly base: string;
  /** The work branch's commit here and on the remote; null where there is none. */
  readonly here: string | null;
  readonly there: string | null;
  /** What the base lacks, oldest first. */
  readonly commits: readonly WorkCommit[];
}

export interface ResetOptions extends HandoverOptions {
  /** What somebody said yes to. */
  readonly plan: ResetPlan;
  /** Keeps the commits on a rescue branch in this folder. */
  readonly keep: boolean;
}

export interface ResetDone {
  readonly type: "reset";
  readonly base: string;
  readonly rescues: readonly Rescue[];
  readonly notes: readonly string[];
}

export function planReset(options: HandoverOptions): Promise<{ type: "plan"; plan: ResetPlan } | Refused> {
  return operate(options, async (operation) => {
    await fetchTeam(operation);
    return { type: "plan", plan: await look(operation) };
  });
}

async function look({ git, names, remote }: Operation): Promise<ResetPlan> {
  const here = await commitOf(git, `refs/heads/${names.work}`);
  const there = await commitOf(git, trackingRef(remote, names.work));
  const base = trackingRef(remote, names.base);
  const lists = await Promise.all(
    [here, there].map((tip) => (tip === null ? [] : workCommits(git, base, tip))),
  );
  const commits = new Map(lists.flat().map((one) => [one.commit, one]));
  return { branch: names.work, base: names.base, here, there, commits: [...commits.values()] };
}

export function resetWork(options: ResetOptions): Promise<ResetDone | Refused> {
  return operate(options, async (operation) => {
    const { git, names, notes } = operation;
    await fetchTeam(operation);
    await refuseChanged(operation, options.plan);
    await refuseDirty(git, "Commit or stash your changes first; nothing was deleted.");
    const { here, there } = options.plan;
    const tips = [here, there].filter((tip) => tip !== null);
    const rescues = options.keep ? await rescueTips(operation, tips) : [];
    await leaveWork(operation);
    if (there !== null) await deleteThere(operation, names.work, there);
    if (here !== null) await deleteHere(operation, names.work, here);
    return { type: "reset", base: names.base, rescues, notes };
  });
}

async function refuseChanged(operation: Operation, plan: ResetPlan): Promise<void> {
  const now = await look(operation);
  if (now.here === plan.here && now.there === plan.there && now.branch === plan.branch) return;
  const message = `${now.branch} has changed since you were asked. Nothing was deleted; look again at what would go.`;
  throw new HandoverRefusal("changed-meanwhile", message);
}

/** One branch is enough where one tip holds the other. */
async function rescueTips(operation: Operation, tips: readonly string[]): Promise<Rescue[]> {
  const [first, second] = tips;
  if (first === undefined) return [];
  if (second === undefined || (await isAncestor(operation.git, second, first)))
    return [await rescueCommit(operation, first)];
  if (await isAncestor(operation.git, first, second)) return [await rescueCommit(operation, second)];
  return [await rescueCommit(operation, first), await rescueCommit(operation, second)];
}
