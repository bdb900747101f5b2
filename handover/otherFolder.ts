/** A repository may have several folders, each on a branch of its own; git lets a branch be moved under their feet. */
import type { Operation } from "./operation.ts";
import { HandoverRefusal } from "./problem.ts";

/** Throws a HandoverRefusal when another folder of the repository has the branch checked out. */
export async function refuseOtherFolder({ git, repository }: Operation, branch: string): Promise<void> {
  const folder = (
    await git.read(["for-each-ref", "--format=%(worktreepath)", `refs/heads/${branch}`])
  ).trim();
  if (folder === "" || folder === repository.root) return;
  const message = `${branch} is checked out in ${folder}. Go on there, or switch that folder to another branch.`;
  throw new HandoverRefusal("in-use", message);
}
