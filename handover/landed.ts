/** Whether work is in a branch already, under whatever commits, and how it is kept reachable all the same. */
import type { Git } from "./git/git.ts";
import { tryMerge } from "./merge.ts";
import type { Operation } from "./operation.ts";
import { isAncestor } from "./repository.ts";

async function changedBetween(git: Git, one: string, other: string): Promise<string[]> {
  return (await git.read(["diff", "--no-renames", "--name-only", "-z", one, other, "--"]))
    .split("\0")
    .filter(Boolean);
}

/** Whether `target` has every file that `commit` changed just as that left it: all that an old git can tell. */
async function hasSameFiles(git: Git, commit: string, target: string): Promise<boolean> {
  const from = await git.look(["merge-base", target, commit]);
  if (from.code !== 0) return false;
  const different = new Set(await changedBetween(git, target, commit));
  return (await changedBetween(git, from.stdout.trim(), commit)).every((file) => !different.has(file));
}

/**
 * True when merging `commit` into `target` would change nothing: also after a squash. Where `target` says of itself
 * that it has the work, what does not merge counts as merged by hand. In doubt no: more is kept.
 */
export async function landed(git: Git, commit: string, target: string, said = false): Promise<boolean> {
  if (await isAncestor(git, commit, target)) return true;
  const merge = await tryMerge(git, target, commit);
  if (merge.type === "unknown") return await hasSameFiles(git, commit, target);
  const byHand = merge.type === "conflict" ? merge.files : [];
  if (byHand.length > 0 && !said) return false;
  return (await changedBetween(git, target, merge.tree)).every((file) => byHand.includes(file));
}

/** How far back a work branch's beginning is looked for. */
const longestWait = 1000;

/** Whether nobody has handed anything over on a branch yet: it is where the base was when somebody took the seat. */
export async function isUntouched(git: Git, tip: string, base: string): Promise<boolean> {
  const mainLine = ["rev-list", "--first-parent", `--max-count=${longestWait}`, base, "--"];
  if (!(await git.read(mainLine)).includes(tip)) return false;
  // A base that was fast-forwarded over the work has its commits in the same line.
  return !/^baton: turn \d/.test(await git.read(["log", "--max-count=1", "--format=%s", tip, "--"]));
}

/** Outside of all lists of branches, and never pushed. */
export const keptPrefix = "refs/baton/kept/";

/** Whether a commit is reachable by what was kept, whatever becomes of its branch. */
export async function isKept({ git }: Operation, commit: string): Promise<boolean> {
  return (await git.read(["for-each-ref", "--count=1", "--contains", commit, keptPrefix])) !== "";
}

/** Keeps a commit and its history reachable here after its branch is gone; Clean Up ends that. */
export async function keepQuietly({ git }: Operation, commit: string): Promise<void> {
  await git.run(["update-ref", `${keptPrefix}${commit}`, commit]);
}
