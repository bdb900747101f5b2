/** The commit that a folder's code stands on. */
import { execFile } from "node:child_process";

/** Null outside of git, before the first commit, or where git is not installed. */
export function headCommit(folder: string): Promise<string | null> {
  const command = ["--no-optional-locks", "rev-parse", "--verify", "HEAD"];
  return new Promise((resolve) => {
    execFile("git", command, { cwd: folder, timeout: 5_000 }, (error, output) => {
      const commit = output.trim();
      resolve(error === null && /^[0-9a-f]{40,64}$/.test(commit) ? commit : null);
    });
  });
}
