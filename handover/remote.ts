/** Fetching what a handover needs of the remote, and why it would not answer. */
import type { BranchNames } from "./branches.ts";
import { type GitResult, saidBy } from "./git/git.ts";
import { oneLine, withoutCredentials } from "./git/redact.ts";
import { keepQuietly } from "./landed.ts";
import type { Operation } from "./operation.ts";
import { HandoverRefusal } from "./problem.ts";
import { commitOf, isAncestor } from "./repository.ts";

/** Where git keeps what it last saw of a remote's branch. */
export function trackingRef(remote: string, branch: string): string {
  return `refs/remotes/${remote}/${branch}`;
}

const credentialSigns =
  /Authentication failed|could not read (Username|Password)|terminal prompts disabled|Permission denied|HTTP Basic: Access denied|returned error: 40[13]|Invalid username or (password|token)|Support for password authentication was removed|Host key verification failed|Load key .* (error|denied)/i;

/** What it means that a command could not talk to the remote. */
export function remoteRefusal({ remote, where }: Operation, result: GitResult): HandoverRefusal {
  const details = withoutCredentials(`${result.stdout}${result.stderr}`);
  if (result.ending === "timed-out") {
    const message = `The remote ${remote}, or a hook on the way to it, did not answer in time. ${where.sentence}`;
    return new HandoverRefusal("remote-silent", message, { details });
  }
  if (credentialSigns.test(result.stderr)) {
    const message = `The remote ${remote} did not accept your credentials. Run git fetch ${remote} in a terminal to sign in, then try again. ${where.sentence}`;
    return new HandoverRefusal("wrong-credentials", message, { details });
  }
  const said = oneLine(saidBy(result), 200);
  const message = `The remote ${remote} could not be reached (${said}). Look at your connection, then try again. ${where.sentence}`;
  return new HandoverRefusal("remote-unreachable", message, { details });
}

/** What of the remote a handover looks at: the base, and every branch of ours. */
function refspecs({ remote, names }: Pick<Operation, "remote" | "names">): string[] {
  const one = `+refs/heads/${names.base}:${trackingRef(remote, names.base)}`;
  return [one, `+refs/heads/${names.prefix}*:${trackingRef(remote, names.prefix)}*`];
}

/**
 * Brings the remote's base and our branches up to date, and forgets those of ours that are gone there. Other
 * branches stay as they are, so that nothing is forgotten which only they still reach.
 */
export async function fetchTeam(operation: Operation): Promise<void> {
  const { git, remote, names } = operation;
  operation.step("fetching");
  const before = await commitOf(git, trackingRef(remote, names.work));
  const command = ["fetch", "--progress", "--prune", "--no-tags", "--no-recurse-submodules"];
  const result = await git.attempt([...command, "--", remote, ...refspecs(operation)], {
    silence: operation.silence,
  });
  if (result.code === 0) return await keepSeen(operation, before);
  if (/couldn't find remote ref/i.test(result.stderr)) throw noBase(remote, names);
  throw remoteRefusal(operation, result);
}

/** What was on the remote stays reachable here, also when somebody deleted it there, or pushed over it. */
async function keepSeen(operation: Operation, before: string | null): Promise<void> {
  const { git, remote, names } = operation;
  const now = await commitOf(git, trackingRef(remote, names.work));
  if (before === null || before === now) return;
  if (now === null || !(await isAncestor(git, before, now))) await keepQuietly(operation, before);
}

function noBase(remote: string, { base }: BranchNames): HandoverRefusal {
  const message = `The remote ${remote} has no branch ${base}. Push it there first: git push -u ${remote} ${base}.`;
  return new HandoverRefusal("no-base", message);
}
