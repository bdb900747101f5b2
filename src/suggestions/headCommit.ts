/** The commit that a folder's code stands on. */
import { askGit } from "../base/askGit.ts";

/** Null outside of git, before the first commit, or where git is not installed. */
export async function headCommit(folder: string): Promise<string | null> {
  const commit = await askGit(folder, ["rev-parse", "--verify", "HEAD"]);
  return commit !== null && /^[0-9a-f]{40,64}$/.test(commit) ? commit : null;
}
