/** Moves the folder to a branch, never over anything that git doesn't have. */
import { baseTip } from "./base.ts";
import { GitFailure } from "./git/git.ts";
import type { Operation } from "./operation.ts";
import { refuseOtherFolder } from "./otherFolder.ts";
import { filesInWords, HandoverRefusal } from "./problem.ts";
import { trackingRef } from "./remote.ts";
import { commitOf } from "./repository.ts";

/** Milliseconds; a large checkout takes long, a hook that hangs would take for ever. */
const limit = 600_000;

/**
 * Checks `branch` out at `commit`, making or moving it; refuses where files would be overwritten, the ignored ones
 * among them. Whatever else was on the branch must be kept before.
 */
export async function switchTo(operation: Operation, branch: string, commit: string): Promise<void> {
  const { git, notes } = operation;
  operation.step("switching");
  await refuseOtherFolder(operation, branch);
  const args = ["checkout", "--no-overwrite-ignore", "--no-track", "-B", branch, commit, "--"];
  const result = await git.attempt(args, { limit });
  if (result.code === 0) return arrive(operation, branch);
  const files = [...result.stderr.matchAll(/^\t(.+)$/gm)].map(([, file = ""]) => file);
  if (/would be overwritten|would be removed|would lose untracked/.test(result.stderr)) {
    const message = `${filesInWords(files)} would be overwritten by the team's code. Move it away, then try again; your folder is as it was.`;
    throw new HandoverRefusal("in-the-way", message, { files });
  }
  const head = await git.look(["symbolic-ref", "--short", "HEAD"]);
  const arrived = head.stdout.trim() === branch && (await commitOf(git, "HEAD")) === commit;
  if (!arrived || result.ending !== "finished") throw new GitFailure(args, result);
  arrive(operation, branch);
  // git passes the post-checkout hook's exit code on, though everything is checked out.
  notes.push("A hook of the repository failed after the branch was checked out; the code is all there.");
}

function arrive({ where }: Operation, branch: string): void {
  where.sentence = `Your folder is on ${branch} now; nothing was lost.`;
}

/** Lets `git pull` and `git push` by hand, and the editor's counts, know the remote's branch of that name. */
export async function follow({ git, remote }: Operation, branch: string): Promise<void> {
  const followed = await git.read(["for-each-ref", "--format=%(upstream)", `refs/heads/${branch}`]);
  if (followed.trim() === trackingRef(remote, branch)) return;
  await git.run(["config", `branch.${branch}.remote`, remote]);
  await git.run(["config", `branch.${branch}.merge`, `refs/heads/${branch}`]);
}

/** Goes to the base, if the work branch is checked out: a branch with somebody on it cannot go. */
export async function leaveWork(operation: Operation): Promise<void> {
  const { names, repository } = operation;
  if (repository.branch !== names.work) return;
  await switchTo(operation, names.base, (await baseTip(operation)).commit);
  await follow(operation, names.base);
}
