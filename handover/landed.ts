/** Whether work is in a branch already, under whatever commits, and how it is kept reachable all the same. */
import type { Git } from "./git/git.ts";
import { tryMerge } from "./merge.ts";
import type { Operation } from "./operation.ts";
import { isAncestor } from "./repository.ts";

/** True when merging `commit` into `target` would change nothing: also after a squash. In doubt no: more is kept. */
export async function landed(git: Git, commit: string, target: string): Promise<boolean> {
  if (await isAncestor(git, commit, target)) return true;
  const merge = await tryMerge(git, target, commit);
  return merge.type === "clean" && merge.tree === (await git.read(["rev-parse", `${target}^{tree}`])).trim();
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
