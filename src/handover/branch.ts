/** Which branch the folder is on, and which one the work on it is for. */
import { askGit } from "../base/askGit.ts";

/** Null on no branch, outside of git, and where git is not installed. */
export async function currentBranch(folder: string): Promise<string | null> {
  return await askGit(folder, ["symbolic-ref", "--quiet", "--short", "HEAD"]);
}

/** Whether there is anybody to pass the code on to. */
export async function hasRemote(folder: string): Promise<boolean> {
  return (await askGit(folder, ["remote"])) !== null;
}

/** Null outside of git. */
export async function repositoryRoot(folder: string): Promise<string | null> {
  return await askGit(folder, ["rev-parse", "--show-toplevel"]);
}

export interface Naming {
  readonly prefix: string;
  /** As it ends the names of work branches; empty where it does not. */
  readonly slug: string;
}

function isOurs(branch: string | null, prefix: string): boolean {
  return branch !== null && prefix !== "" && branch.startsWith(prefix);
}

export function isWorkBranch(branch: string | null, { prefix }: Pick<Naming, "prefix">): boolean {
  return isOurs(branch, prefix) && !isOurs(branch, `${prefix}rescue/`);
}

/** Of a work branch, what it is for; any other branch is for itself. Null on a rescue branch and on none. */
export function baseOf(branch: string | null, { prefix, slug }: Naming): string | null {
  if (!isWorkBranch(branch, { prefix })) return isOurs(branch, prefix) ? null : branch;
  const named = branch?.slice(prefix.length) ?? "";
  const ending = slug === "" ? "" : `-${slug}`;
  return ending !== "" && named.endsWith(ending) ? named.slice(0, -ending.length) : named;
}
