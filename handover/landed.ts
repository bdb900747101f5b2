/** Whether work is in a branch already, under whatever commits, and how it is kept reachable all the same. */
import type { Git } from "./git/git.ts";
import type { Operation } from "./operation.ts";
import { isAncestor } from "./repository.ts";

/**
 * True when merging `commit` into `target` would change nothing: also after a squash. A git before 2.38 cannot tell
 * and says no, which only keeps more.
 */
export async function landed(git: Git, commit: string, target: string): Promise<boolean> {
  if (await isAncestor(git, commit, target)) return true;
  const merged = await git.look(["merge-tree", "--write-tree", target, commit]);
  const tree = (await git.read(["rev-parse", `${target}^{tree}`])).trim();
  return merged.code === 0 && merged.stdout.split("\n")[0] === tree;
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
