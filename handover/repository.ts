/** How a repository stands before anything is done to it, and what makes a handover impossible there. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Git, GitFailure } from "./git/git.ts";
import { filesInWords, HandoverRefusal } from "./problem.ts";
import { unmergedFiles } from "./status.ts";

export interface Repository {
  /** The repository's top folder, absolute. */
  readonly root: string;
  /** The branch that is checked out; null on none. */
  readonly branch: string | null;
  /** The commit that is checked out. */
  readonly head: string;
  /** git's own folder, absolute. */
  readonly gitFolder: string;
}

/** Files in git's folder that say what was begun and not ended. */
const marks = [
  ["rebase-merge", "rebase"],
  ["rebase-apply", "rebase"],
  ["MERGE_HEAD", "merge"],
  ["CHERRY_PICK_HEAD", "cherry-pick"],
  ["REVERT_HEAD", "revert"],
  ["BISECT_LOG", "bisect"],
] as const;

/** How each is gone on with and given up. */
const waysOut = {
  rebase: "git rebase --continue, or git rebase --abort",
  merge: "git commit, or git merge --abort",
  "cherry-pick": "git cherry-pick --continue, or git cherry-pick --abort",
  revert: "git revert --continue, or git revert --abort",
  bisect: "git bisect reset",
} as const;

/** Where the folder's repository is. Throws a HandoverRefusal outside of one. */
async function findRepository(git: Git): Promise<{ root: string; gitFolder: string }> {
  const missing = "This folder is in no git repository. Open a folder that the team shares through git.";
  if (!existsSync(git.folder)) throw new HandoverRefusal("not-a-repository", missing);
  const found = await git.look(["rev-parse", "--show-toplevel", "--absolute-git-dir"]);
  if (found.code < 0 && /ENOENT|could not be started/.test(found.stderr)) {
    throw new HandoverRefusal("no-git", "git was not found. Install git, then open the editor again.");
  }
  const [root, gitFolder] = found.stdout.split("\n");
  if (found.code === 0 && root && gitFolder) return { root, gitFolder };
  if (/dubious ownership/.test(found.stderr)) throw new GitFailure(["rev-parse"], found);
  throw new HandoverRefusal("not-a-repository", missing);
}

/** Throws a HandoverRefusal where a merge, rebase, bisect or the like is not at its end. */
async function refuseUnderWay(git: Git, gitFolder: string): Promise<void> {
  const mark = marks.find(([name]) => existsSync(join(gitFolder, name)));
  if (mark !== undefined) {
    const what = mark[1];
    const message = `A ${what} is under way here. End it first (${waysOut[what]}); your work is in the folder as it was.`;
    throw new HandoverRefusal("operation-under-way", message);
  }
  const files = await unmergedFiles(git);
  if (files.length === 0) return;
  const message = `${filesInWords(files)} still has conflicts. Solve them first; your work is in the folder as it was.`;
  throw new HandoverRefusal("operation-under-way", message, { files });
}

/** The repository of an operation that may begin. Throws a HandoverRefusal where nothing can begin. */
export async function readRepository(git: Git): Promise<Repository> {
  const { root, gitFolder } = await findRepository(git);
  const head = await git.look(["rev-parse", "--verify", "HEAD^{commit}"]);
  if (head.code !== 0) {
    const message =
      "This repository has no commits yet. Commit something and push it; then the baton can go round.";
    throw new HandoverRefusal("no-commits", message);
  }
  await refuseUnderWay(git, gitFolder);
  const branch = await git.look(["symbolic-ref", "--short", "HEAD"]);
  return {
    root,
    gitFolder,
    head: head.stdout.trim(),
    branch: branch.code === 0 ? branch.stdout.trim() : null,
  };
}

/** The commit that a ref names; null when there is no such ref. */
export async function commitOf(git: Git, ref: string): Promise<string | null> {
  const found = await git.look(["rev-parse", "--verify", `${ref}^{commit}`]);
  return found.code === 0 ? found.stdout.trim() : null;
}

export async function isAncestor(git: Git, older: string, newer: string): Promise<boolean> {
  const beyond = await git.look(["rev-list", "--count", "--max-count=1", `${newer}..${older}`, "--"]);
  return beyond.code === 0 && beyond.stdout.trim() === "0";
}

/** How many commits `of` has that `beside` lacks. */
export async function commitsBeyond(git: Git, of: string, beside: string): Promise<number> {
  return Number(await git.read(["rev-list", "--count", `${beside}..${of}`, "--"]));
}

/** The address that the next commit carries; null when git knows none. */
export async function signingEmail(git: Git): Promise<string | null> {
  const identity = await git.look(["var", "GIT_AUTHOR_IDENT"]);
  return /<([^<>]*)>/.exec(identity.stdout)?.[1] ?? null;
}
