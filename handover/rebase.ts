/** Puts the driver's own commits on top of what others pushed, or leaves everything as it was. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { tryMerge } from "./merge.ts";
import type { Operation } from "./operation.ts";

/** Milliseconds; longer only when a hook or a merge driver hangs. */
const limit = 180_000;

/** Nothing of the person's own settings may stash, squash or move other branches here. */
const settings = [
  "-c",
  "rebase.updateRefs=false",
  "-c",
  "rebase.autoSquash=false",
  "-c",
  "rebase.autoStash=false",
];

/** False when the commits do not fit there. */
export async function rebaseOnto(operation: Operation, commit: string): Promise<boolean> {
  const { git, repository } = operation;
  operation.step("rebasing");
  // Where that can be told beforehand, nobody who is cut off finds a rebase that they did not begin.
  if ((await tryMerge(git, commit, "HEAD")).type === "conflict") return false;
  try {
    const result = await git.attempt([...settings, "rebase", "--rebase-merges", commit], {
      limit,
    });
    return result.code === 0 && !underWay(repository.gitFolder);
  } finally {
    // Also after a cancellation: nobody is left in the middle of it.
    if (underWay(repository.gitFolder)) await operation.settling.attempt(["rebase", "--abort"]);
  }
}

function underWay(gitFolder: string): boolean {
  return ["rebase-merge", "rebase-apply"].some((name) => existsSync(join(gitFolder, name)));
}
