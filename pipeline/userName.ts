/** The name under which runs are recorded: git's, else the account's. */
import { execFile } from "node:child_process";
import { userInfo } from "node:os";
import { promisify } from "node:util";

const execute = promisify(execFile);

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return "you"; // an account without an entry in the user database, as in some containers
  }
}

export async function userName(folder: string): Promise<string> {
  const git = await execute("git", ["config", "user.name"], { cwd: folder }).catch(() => null);
  return git?.stdout.trim() || accountName();
}
