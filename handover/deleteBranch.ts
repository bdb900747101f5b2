/** Deletes branches, each only while it still is the commit that somebody looked at. */
import { oneLine, withoutCredentials } from "./git/redact.ts";
import type { Operation } from "./operation.ts";
import { refuseOtherFolder } from "./otherFolder.ts";
import { HandoverRefusal } from "./problem.ts";
import { remoteRefusal, trackingRef } from "./remote.ts";

function changed(branch: string): HandoverRefusal {
  const message = `Somebody changed ${branch} meanwhile. It was left as it is; look at it, then try again.`;
  return new HandoverRefusal("changed-meanwhile", message);
}

export async function deleteHere(operation: Operation, branch: string, commit: string): Promise<void> {
  const { git, step } = operation;
  step("deleting");
  await refuseOtherFolder(operation, branch);
  const { code } = await git.attempt(["update-ref", "-d", `refs/heads/${branch}`, commit]);
  if (code !== 0) throw changed(branch);
  // What it followed; a branch that followed nothing has no such section.
  await git.attempt(["config", "--remove-section", `branch.${branch}`], { quiet: true });
}

/** Resolves also when somebody else deleted it before. */
export async function deleteThere(operation: Operation, branch: string, commit: string): Promise<void> {
  const { git, remote, step } = operation;
  step("deleting");
  const name = `refs/heads/${branch}`;
  const lease = `--force-with-lease=${name}:${commit}`;
  const command = ["push", "--porcelain", "--no-verify", lease, "--", remote, `:${name}`];
  const result = await git.attempt(command, { silence: operation.silence });
  if (result.code === 0) return;
  if (/remote ref does not exist/.test(`${result.stdout}${result.stderr}`)) {
    await git.run(["update-ref", "-d", trackingRef(remote, branch)]);
    return;
  }
  if (/stale info/.test(result.stdout)) throw changed(branch);
  const [, refusal] = /^!\t\S+\t(.*)$/m.exec(result.stdout) ?? [];
  if (refusal !== undefined) {
    const message = `The remote ${remote} refused to delete ${branch}: ${oneLine(refusal)}.`;
    throw new HandoverRefusal("push-refused", message, { details: withoutCredentials(result.stderr) });
  }
  operation.where.sentence = `${branch} is still there.`;
  throw remoteRefusal(operation, result);
}
