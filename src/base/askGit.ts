/** A short question to git about a folder. Takes no lock of the repository and changes nothing. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/**
 * What git prints, trimmed; null where it prints nothing, fails, takes longer than `timeout`, or is not installed.
 * @param timeout milliseconds
 */
export async function askGit(
  folder: string,
  args: readonly string[],
  timeout = 5_000,
): Promise<string | null> {
  try {
    const options = { cwd: folder, timeout, windowsHide: true };
    const { stdout } = await promisify(execFile)("git", ["--no-optional-locks", ...args], options);
    return stdout.trim() === "" ? null : stdout.trim();
  } catch {
    return null;
  }
}
