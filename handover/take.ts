/**
 * Takes the seat: the folder gets the code that the last driver handed over. What only this folder has is put aside
 * first, on a rescue branch or in the stash, and said.
 */
import { lastPlace } from "./history.ts";
import { isKept, keepQuietly, landed } from "./landed.ts";
import type { FilePlace } from "./message.ts";
import { type HandoverOptions, type Operation, operate } from "./operation.ts";
import { filesInWords, type Refused } from "./problem.ts";
import { pushBranch, pushRefusal } from "./push.ts";
import { fetchTeam, trackingRef } from "./remote.ts";
import { commitOf, commitsBeyond, isAncestor } from "./repository.ts";
import { type Rescue, rescueCommit } from "./rescue.ts";
import { type Restored, restoreChanges, type Stash, stashChanges, waitingStashes } from "./stash.ts";
import { refuseDirty } from "./status.ts";
import { follow, switchTo } from "./switch.ts";

export interface TakeOptions extends HandoverOptions {
  /** What to do with changes that are in no commit: refuse with `dirty-tree`, or stash them and bring them back. */
  readonly dirty: "refuse" | "stash";
  /** What to do when the only difference is commits of one's own on top: put them aside, or go on with them. */
  readonly ahead?: "rescue" | "keep";
}

export interface Taken {
  readonly type: "taken";
  readonly branch: string;
  /** The commit that the turn begins with. */
  readonly commit: string;
  /** Whether the work branch was made now. */
  readonly created: boolean;
  /** Where commits are that only this folder had; null when there were none. */
  readonly rescue: Rescue | null;
  /** What became of uncommitted changes; null when there were none. */
  readonly stash: (Restored & { readonly stash: Stash }) | null;
  /** Where the last driver was. */
  readonly place: FilePlace | null;
  /** Whole sentences worth telling. */
  readonly notes: readonly string[];
}

export function takeSeat(options: TakeOptions): Promise<Taken | Refused> {
  return operate(options, (operation) => take(operation, options));
}

const dirtyAdvice = "Commit or stash your changes, or let Baton stash them and bring them back.";

async function take(operation: Operation, options: TakeOptions): Promise<Taken> {
  const { git, names, notes } = operation;
  if (options.dirty === "refuse") await refuseDirty(git, dirtyAdvice);
  const waiting = await waitingStashes(git);
  notes.push(...waiting.map((left) => `Changes from an earlier time wait in your stash: "${left}".`));
  await fetchTeam(operation);
  await keepDetached(operation);
  const stash = options.dirty === "stash" ? await stashChanges(operation) : null;
  const { start, restored } = await withoutChanges(operation, stash, () => moveToWork(operation, options));
  return {
    type: "taken",
    branch: names.work,
    commit: start.commit,
    created: start.create,
    rescue: start.rescue,
    stash: restored,
    place: await lastPlace(operation, start.commit),
    notes,
  };
}

/** Whatever comes of `move`, the changes are brought back afterwards. */
async function withoutChanges(
  operation: Operation,
  stash: Stash | null,
  move: () => Promise<Start>,
): Promise<{ start: Start; restored: Taken["stash"] }> {
  let start: Start;
  try {
    start = await move();
  } catch (error) {
    if (stash !== null) await restoreChanges(operation, stash);
    throw error;
  }
  if (stash === null) return { start, restored: null };
  const restored = await restoreChanges(operation, stash);
  if (restored.type === "kept") operation.notes.push(keptSentence(stash, restored.files));
  return { start, restored: { ...restored, stash } };
}

function keptSentence({ message, commit }: Stash, files: readonly string[]): string {
  const which = files.length === 0 ? "" : ` (${filesInWords(files)})`;
  return `Your own changes do not fit the team's code${which}. They wait in the stash "${message}"; git stash apply ${commit.slice(0, 12)} brings them back.`;
}

/** Commits made on no branch would be hard to find again. */
async function keepDetached(operation: Operation): Promise<void> {
  const { git, repository, notes } = operation;
  if (repository.branch !== null) return;
  if ((await git.read(["for-each-ref", "--count=1", "--contains", repository.head])) !== "") return;
  const { branch } = await rescueCommit(operation, repository.head);
  notes.push(`You were on no branch; your commits there are on ${branch} now.`);
}

interface Start {
  readonly commit: string;
  /** Whether the remote has no work branch yet. */
  readonly create: boolean;
  readonly rescue: Rescue | null;
}

/** Attempts until somebody else's first push is taken over instead of ours. */
const attempts = 3;

async function moveToWork(operation: Operation, options: TakeOptions): Promise<Start> {
  const { names } = operation;
  let start = await startingPoint(operation, options.ahead ?? "rescue");
  for (let attempt = 1; ; attempt += 1) {
    await switchTo(operation, names.work, start.commit);
    if (!start.create) {
      await follow(operation, names.work);
      return start;
    }
    operation.step("creating");
    await tellOwnBase(operation);
    // What is pushed is on the remote already: no hook has anything to look at.
    const pushed = await pushBranch(operation, names.work, { withoutHooks: true });
    if (pushed.type === "pushed") return start;
    if (pushed.type !== "behind" || attempt === attempts) throw pushRefusal(operation, pushed);
    await fetchTeam(operation);
    const next = await startingPoint(operation, "rescue");
    start = { ...next, rescue: next.rescue ?? start.rescue };
  }
}

/** The team begins at the remote's base, without what only this folder's has. */
async function tellOwnBase(operation: Operation): Promise<void> {
  const { names, notes, remote } = operation;
  const own = await commitOf(operation.git, `refs/heads/${names.base}`);
  if (own === null || (await isAncestor(operation.git, own, trackingRef(remote, names.base)))) return;
  notes.push(
    `Your ${names.base} has commits that the remote's lacks. They stay there, and are not in the team's work.`,
  );
}

/** Where the turn begins, once everything that only the local branch has is kept. */
async function startingPoint(operation: Operation, ahead: "rescue" | "keep"): Promise<Start> {
  const { git, remote, names, notes } = operation;
  const there = await commitOf(git, trackingRef(remote, names.work));
  const target = there ?? (await git.read(["rev-parse", trackingRef(remote, names.base)])).trim();
  const create = there === null;
  const own = await commitOf(git, `refs/heads/${names.work}`);
  if (own === null || (await isAncestor(git, own, target))) return { commit: target, create, rescue: null };
  if (ahead === "keep" && !create && (await isAncestor(git, target, own))) {
    notes.push("Commits of yours that nobody has yet stay on the branch; they go with your next handover.");
    return { commit: own, create, rescue: null };
  }
  if ((await isKept(operation, own)) || (await landed(git, own, target))) {
    // It was on the remote, and somebody finished or reset it there; or the base has all of it.
    await keepQuietly(operation, own);
    return { commit: target, create, rescue: null };
  }
  const rescue = await rescueCommit(operation, own);
  const count = await commitsBeyond(git, own, target);
  notes.push(
    `${count === 1 ? "One commit" : `${count} commits`} on your ${names.work} never came to the remote's. They are on the branch ${rescue.branch}.`,
  );
  return { commit: target, create, rescue };
}
