/** Keeps commits that would else be left behind: on a branch of their own, `baton/rescue/<time>`. */
import { rescuePrefix, timeStamp } from "./branches.ts";
import type { Operation } from "./operation.ts";
import { pushBranch } from "./push.ts";
import { commitOf } from "./repository.ts";

export interface Rescue {
  readonly branch: string;
  readonly commit: string;
  /** Whether the remote has it, too. */
  readonly pushed: boolean;
}

async function freeName({ git, names, now }: Operation): Promise<string> {
  const wanted = `${rescuePrefix(names.prefix)}${timeStamp(now())}`;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if ((await commitOf(git, `refs/heads/${name}`)) === null) return name;
  }
}

/** From here on the commit is reachable, whatever happens. */
export async function rescueCommit(operation: Operation, commit: string): Promise<Rescue> {
  operation.step("rescuing");
  const branch = await freeName(operation);
  await operation.git.run(["branch", "--no-track", "--", branch, commit]);
  operation.where.places.push({ type: "branch", name: branch, commit, pushed: false });
  return { branch, commit, pushed: false };
}

/** Brings a rescue branch to the remote, for the others to see; without success it stays here. */
export async function pushRescue(operation: Operation, rescue: Rescue): Promise<Rescue> {
  const { type } = await pushBranch(operation, rescue.branch, { withoutHooks: true });
  if (type !== "pushed") return rescue;
  const { places } = operation.where;
  const place = places.findIndex((one) => one.type === "branch" && one.name === rescue.branch);
  places.splice(place, 1, {
    type: "branch",
    name: rescue.branch,
    commit: rescue.commit,
    pushed: true,
  });
  return { ...rescue, pushed: true };
}
