/** Puts a dirty folder's changes aside, untracked files included, and brings them back. */
import { lstat, rm } from "node:fs/promises";
import { join } from "node:path";
import { timeStamp } from "./branches.ts";
import type { Git } from "./git/git.ts";
import { tryMerge } from "./merge.ts";
import type { Operation } from "./operation.ts";
import { commitOf } from "./repository.ts";
import { changedFiles, unmergedFiles } from "./status.ts";

export interface Stash {
  readonly commit: string;
  readonly message: string;
}

const opening = "baton: changes before taking the seat";

/** Null when there was nothing to stash. */
export async function stashChanges(operation: Operation): Promise<Stash | null> {
  const { git, settling, where, step, now } = operation;
  if ((await changedFiles(git)).length === 0) return null;
  step("stashing");
  const message = `${opening}, ${timeStamp(now())}`;
  const before = await commitOf(git, "refs/stash");
  try {
    await git.run(["stash", "push", "--include-untracked", "--message", message]);
  } finally {
    // Also a stash that was cut off may already hold the changes.
    const made = await commitOf(settling, "refs/stash");
    if (made !== null && made !== before) where.places.push({ type: "stash", commit: made, message });
  }
  const commit = await commitOf(git, "refs/stash");
  return commit === null || commit === before ? null : { commit, message };
}

async function stashes(git: Git): Promise<{ commit: string; subject: string }[]> {
  if ((await commitOf(git, "refs/stash")) === null) return [];
  const lines = (await git.read(["stash", "list", "--format=%H %s"])).split("\n").filter(Boolean);
  return lines.map((line) => ({
    commit: line.slice(0, line.indexOf(" ")),
    subject: line.slice(line.indexOf(" ") + 1),
  }));
}

/** What an interrupted operation, or one that ended in a conflict, left in the stash. */
export async function waitingStashes(git: Git): Promise<string[]> {
  return (await stashes(git)).map(({ subject }) => subject).filter((subject) => subject.includes(opening));
}

async function untrackedOf(git: Git, stash: Stash): Promise<string[]> {
  if ((await commitOf(git, `${stash.commit}^3`)) === null) return [];
  return (await git.read(["ls-tree", "-r", "--name-only", "-z", `${stash.commit}^3`]))
    .split("\0")
    .filter(Boolean);
}

async function present(root: string, files: readonly string[]): Promise<string[]> {
  const there = await Promise.all(
    files.map((file) =>
      lstat(join(root, file)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return files.filter((_file, index) => there[index] === true);
}

/** Of all stashes that one, wherever it stands by now. */
async function drop({ settling: git, where }: Operation, stash: Stash): Promise<void> {
  const index = (await stashes(git)).findIndex(({ commit }) => commit === stash.commit);
  if (index >= 0) await git.run(["stash", "drop", `stash@{${index}}`]);
  const place = where.places.findIndex((one) => one.type === "stash" && one.commit === stash.commit);
  if (place >= 0) where.places.splice(place, 1);
}

/** The folder's commit as one made where the changes were, so that a merge brings the changes and nothing else. */
async function asIfChanged(git: Git, stash: Stash): Promise<string> {
  const commit = ["commit-tree", "-p", `${stash.commit}^1`, "-m", "As if changed", "HEAD^{tree}"];
  return (await git.read(commit)).trim();
}

export type Restored =
  | { readonly type: "restored" }
  | { readonly type: "kept"; readonly files: readonly string[] };

/** With what was staged staged again, where that still fits. */
async function apply(git: Git, { commit }: Stash): Promise<boolean> {
  const staged = await git.attempt(["stash", "apply", "--index", commit]);
  return staged.code === 0 || (await git.attempt(["stash", "apply", commit])).code === 0;
}

/**
 * Brings the changes back, or leaves all of them in the stash and the folder as the branch has it: a new driver
 * begins with the team's code or with both, never with half of a conflict.
 */
export async function restoreChanges(operation: Operation, stash: Stash): Promise<Restored> {
  const { settling: git, step } = operation;
  step("restoring");
  const untracked = await untrackedOf(git, stash);
  const inTheWay = await present(git.folder, untracked);
  if (inTheWay.length > 0) return { type: "kept", files: inTheWay };
  const merge = await tryMerge(git, await asIfChanged(git, stash), stash.commit);
  if (merge.type === "conflict") return { type: "kept", files: merge.files };
  if (await apply(git, stash)) {
    await drop(operation, stash);
    return { type: "restored" };
  }
  const files = await unmergedFiles(git);
  // All that is in the folder now came from the branch and from the stash, and both still have it.
  await git.run(["reset", "--hard", "HEAD"]);
  for (const file of untracked) await rm(join(git.folder, file), { force: true });
  return { type: "kept", files };
}
