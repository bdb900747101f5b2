/** What the folder has that the last commit lacks, as `git status` tells it. */
import type { Git } from "./git/git.ts";
import { filesInWords, HandoverRefusal } from "./problem.ts";

interface StatusEntry {
  /** Two letters: what is staged, and what is not. */
  readonly code: string;
  readonly path: string;
}

/** Without the ignored files. What goes on inside a submodule is its own repository's matter. */
async function readStatus(git: Git, untracked: "all" | "no"): Promise<StatusEntry[]> {
  const status = ["status", "--porcelain=v1", "--branch", "-z", "--no-renames", "--ignore-submodules=all"];
  const entries = (await git.read([...status, `--untracked-files=${untracked}`])).split("\0");
  return entries
    .filter((entry) => entry !== "" && !entry.startsWith("## "))
    .map((entry) => ({ code: entry.slice(0, 2), path: entry.slice(3) }));
}

/** Changed, new and deleted files; a folder that is a repository of its own ends in a slash. */
export async function changedFiles(git: Git): Promise<string[]> {
  return (await readStatus(git, "all")).map(({ path }) => path);
}

/** Files with conflicts that nobody has solved yet. */
export async function unmergedFiles(git: Git): Promise<string[]> {
  const entries = await readStatus(git, "no");
  return entries.filter(({ code }) => /U|AA|DD/.test(code)).map(({ path }) => path);
}

/** Files whose content is not what is staged. */
export async function unstagedFiles(git: Git): Promise<string[]> {
  const entries = await readStatus(git, "no");
  return entries.filter(({ code }) => !code.endsWith(" ")).map(({ path }) => path);
}

/** Throws a HandoverRefusal when the folder has changes that are in no commit; `advice` says what to do. */
export async function refuseDirty(git: Git, advice: string): Promise<void> {
  const files = await changedFiles(git);
  if (files.length === 0) return;
  const message = `${filesInWords(files)} changed here and in no commit yet. ${advice}`;
  throw new HandoverRefusal("dirty-tree", message, { files });
}
