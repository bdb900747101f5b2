/** From which code a run was: the commit, and what differs from it, kept whole so that the run can be made again. */
import { execFile } from "node:child_process";
import { copyFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { RunRecord } from "#protocol/run.ts";
import { errorCode } from "../files.ts";

/** Bytes. More than this is data that somebody forgot to ignore, not code. */
const largestPatch = 8 * 1024 * 1024;
const patchName = "changes.patch";

/** Where a run's changes are; the file is missing where there were none. */
export function patchPath(runFolder: string): string {
  return path.join(runFolder, patchName);
}

type Git = (args: readonly string[], index?: string) => Promise<string>;

function gitIn(workspace: string): Git {
  return async (args, index) => {
    const env = index === undefined ? process.env : { ...process.env, GIT_INDEX_FILE: index };
    const options = {
      cwd: workspace,
      env,
      maxBuffer: largestPatch,
      windowsHide: true,
      encoding: "utf8",
    } as const;
    return (await promisify(execFile)("git", ["--no-optional-locks", ...args], options)).stdout;
  };
}

/**
 * Null outside of git, before the first commit, or where git is not installed. Takes no lock of the repository and
 * changes nothing in it.
 * @param folder where the run's record goes; it is there
 */
export async function codeState(workspace: string, folder: string): Promise<RunRecord["git"]> {
  const git = gitIn(workspace);
  const status = await git(["status", "--porcelain=v2", "--branch"]).catch(() => "");
  const commit = /^# branch\.oid ([0-9a-f]{40,64})$/m.exec(status)?.[1];
  if (commit === undefined) return null;
  const dirty = status.split("\n").some((line) => line !== "" && !line.startsWith("#"));
  return { commit, dirty, changes: dirty ? await keepChanges(git, commit, folder) : "none" };
}

/** With the files that git does not know yet, by way of an index of our own. */
async function keepChanges(git: Git, commit: string, folder: string): Promise<"kept" | "lost"> {
  const index = path.join(folder, "index");
  try {
    const [own = ""] = (await git(["rev-parse", "--path-format=absolute", "--git-path", "index"])).split(
      "\n",
    );
    await copyFile(own, index);
    await git(["add", "--intent-to-add", "--", ":/"], index);
    const patch = await git(
      ["diff", "--binary", "--no-color", "--no-ext-diff", "--no-textconv", commit, "--"],
      index,
    );
    await writeFile(patchPath(folder), patch);
    return "kept";
  } catch (error) {
    // Too large, or git says no: the run is worth more than its record.
    if (errorCode(error) === null && !(error instanceof Error)) throw error;
    return "lost";
  } finally {
    await rm(index, { force: true });
  }
}
