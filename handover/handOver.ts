/**
 * Hands over: the driver's work becomes a commit on the shared branch, and goes to the remote. When others were
 * there first it goes on top of theirs, or, where the two do not fit, on a rescue branch. Nothing is ever forced.
 */
import { type CheckOptions, commitStaged, defaultChecksLimit } from "./commit.ts";
import { type TurnMessage, turnMessage } from "./message.ts";
import { type HandoverOptions, type Operation, operate } from "./operation.ts";
import { HandoverRefusal, type Refused } from "./problem.ts";
import { type PushResult, pushBranch, pushRefusal } from "./push.ts";
import { rebaseOnto } from "./rebase.ts";
import { fetchTeam, trackingRef } from "./remote.ts";
import { commitOf, isAncestor, signingEmail } from "./repository.ts";
import { pushRescue, type Rescue, rescueCommit } from "./rescue.ts";
import { type StageOptions, stageAll } from "./stage.ts";
import { switchTo } from "./switch.ts";

export interface HandOverOptions
  extends HandoverOptions,
    CheckOptions,
    StageOptions,
    Omit<TurnMessage, "driver"> {}

export interface HandedOver {
  readonly type: "handed-over";
  readonly branch: string;
  /** What the next driver begins with. */
  readonly commit: string;
  /** The files that this handover changed on the shared branch; empty when there was nothing new. */
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

/** The work does not fit on what others pushed: it is on a branch of its own, for both drivers to look at. */
export interface SetAside {
  readonly type: "set-aside";
  readonly branch: string;
  readonly rescue: Rescue;
  /** For both drivers. */
  readonly message: string;
  readonly notes: readonly string[];
}

export function handOver(options: HandOverOptions): Promise<HandedOver | SetAside | Refused> {
  return operate(options, async (operation) => {
    refuseElsewhere(operation);
    await commitWork(operation, options);
    return await share(operation, options);
  });
}

function refuseElsewhere({ repository: { branch }, names: { work } }: Operation): void {
  if (branch === work) return;
  const [code, where] =
    branch === null ? (["no-branch", "on no branch"] as const) : (["wrong-branch", `on ${branch}`] as const);
  const message = `You are ${where}, and the team works on ${work}. Take the seat first: your changes come along. Nothing was touched.`;
  throw new HandoverRefusal(code, message);
}

async function commitWork(operation: Operation, options: HandOverOptions): Promise<void> {
  const stage = (): Promise<boolean> => stageAll(operation, options);
  if (!(await stage())) return;
  operation.notes.push(...operation.signing);
  const email = await signingEmail(operation.git);
  await commitStaged(operation, turnMessage({ ...options, driver: options.who }, email), options, stage);
}

/** Pushes until somebody else's push is not in between. */
const attempts = 4;

async function share(operation: Operation, options: HandOverOptions): Promise<HandedOver | SetAside> {
  operation.where.sentence = `Your work is in a commit on ${operation.names.work} in your folder; hand over again to push it.`;
  for (let attempt = 1; ; attempt += 1) {
    const before = await lastSeen(operation);
    const pushed = await pushChecked(operation, options);
    if (pushed.type === "pushed") return await handedOver(operation, before, pushed.created);
    if (pushed.type !== "behind" || attempt === attempts) throw pushRefusal(operation, pushed);
    await fetchTeam(operation);
    const theirs = await lastSeen(operation);
    if (!(await joinTheirs(operation, theirs))) return await setAside(operation, theirs);
  }
}

/** The remote's work branch as of the last fetch or push; the base where there is none. */
async function lastSeen({ git, remote, names }: Operation): Promise<string> {
  const work = await commitOf(git, trackingRef(remote, names.work));
  return work ?? (await commitOf(git, trackingRef(remote, names.base))) ?? "HEAD";
}

async function pushChecked(operation: Operation, options: HandOverOptions): Promise<PushResult> {
  const { checks, checksLimit = defaultChecksLimit } = options;
  const silence = Math.max(operation.silence, checksLimit);
  const pushed = await pushBranch(operation, operation.names.work, {
    withoutHooks: checks === "skip",
    silence,
  });
  const held = pushed.type === "hook" || (pushed.type === "failed" && pushed.result.ending === "timed-out");
  if (!held || checks !== "warn") return pushed;
  const note = "The repository's pre-push hook refused or hung, and the code was handed over all the same.";
  operation.notes.push(note);
  return await pushBranch(operation, operation.names.work, { withoutHooks: true });
}

/** Puts the work on top of what others pushed; false when the two do not fit. */
async function joinTheirs(operation: Operation, theirs: string): Promise<boolean> {
  const { git, names } = operation;
  if (await isAncestor(git, theirs, "HEAD")) return true;
  if (!(await isAncestor(git, "HEAD", theirs))) return await rebaseOnto(operation, theirs);
  await switchTo(operation, names.work, theirs);
  return true;
}

async function setAside(operation: Operation, theirs: string): Promise<SetAside> {
  const { git, names, notes } = operation;
  const head = (await git.read(["rev-parse", "HEAD"])).trim();
  const rescue = await pushRescue(operation, await rescueCommit(operation, head));
  await switchTo(operation, names.work, theirs);
  const where = rescue.pushed ? rescue.branch : `${rescue.branch}, in ${operation.who}'s folder only`;
  const message = `What ${operation.who} wrote does not fit with what came to ${names.work} meanwhile. It is on the branch ${where}; ${names.work} goes on without it until somebody merges it.`;
  return { type: "set-aside", branch: names.work, rescue, message, notes };
}

async function handedOver(operation: Operation, before: string, created: boolean): Promise<HandedOver> {
  const { git, names, notes } = operation;
  if (created) notes.push(`The remote had no ${names.work} any more; it is there again, with your work.`);
  const commit = (await git.read(["rev-parse", "HEAD"])).trim();
  const changed = await git.read(["diff", "--name-only", "-z", before, commit, "--"]);
  const files = changed.split("\0").filter(Boolean);
  return { type: "handed-over", branch: names.work, commit, files, notes };
}
