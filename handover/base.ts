/** The base branch in this folder, as far as it can follow the remote's without losing anything. */
import type { Operation } from "./operation.ts";
import { trackingRef } from "./remote.ts";
import { commitOf, isAncestor } from "./repository.ts";

export interface BaseTip {
  /** The remote's commit where that only goes on from ours, else ours. */
  readonly commit: string;
  /** Whether both have gone on. */
  readonly diverged: boolean;
}

export async function baseTip({ git, remote, names }: Operation): Promise<BaseTip> {
  const there = (await git.read(["rev-parse", trackingRef(remote, names.base)])).trim();
  const here = await commitOf(git, `refs/heads/${names.base}`);
  if (here === null || (await isAncestor(git, here, there))) return { commit: there, diverged: false };
  return { commit: here, diverged: !(await isAncestor(git, there, here)) };
}
