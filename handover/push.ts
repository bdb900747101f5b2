/** Pushes branches, and tells apart why a push did not go through. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type GitResult, saidBy } from "./git/git.ts";
import { oneLine, withoutCredentials } from "./git/redact.ts";
import type { Operation } from "./operation.ts";
import { filesInWords, HandoverRefusal } from "./problem.ts";
import { remoteRefusal } from "./remote.ts";

export type PushResult =
  | { readonly type: "pushed"; readonly created: boolean }
  /** Somebody else pushed before. */
  | { readonly type: "behind" }
  /** The remote's own rules. */
  | { readonly type: "declined"; readonly said: string; readonly details: string }
  /** Commits of a submodule that only this folder has: the others could not check it out. */
  | { readonly type: "submodule"; readonly paths: readonly string[] }
  /** A pre-push hook here. */
  | { readonly type: "hook"; readonly result: GitResult }
  | { readonly type: "failed"; readonly result: GitResult };

export interface PushOptions {
  /** Leaves out the repository's pre-push hook, unless git-lfs needs it to send the files behind its pointers. */
  readonly withoutHooks?: boolean;
  /** Milliseconds that the remote, and a hook, may be silent. */
  readonly silence?: number;
}

/** Pushes a branch under its own name and follows it there. Never forces. */
export async function pushBranch(
  operation: Operation,
  branch: string,
  options: PushOptions = {},
): Promise<PushResult> {
  operation.step("pushing");
  const name = `refs/heads/${branch}`;
  const hooks = options.withoutHooks && !(await sendsLargeFiles(operation)) ? ["--no-verify"] : [];
  const command = [
    "push",
    "--porcelain",
    "--progress",
    "--set-upstream",
    "--recurse-submodules=check",
    ...hooks,
  ];
  const watch = { silence: options.silence ?? operation.silence };
  const result = await operation.git.attempt([...command, "--", operation.remote, `${name}:${name}`], watch);
  return pushResult(result);
}

/** Pointers pushed without that hook would point at nothing that the others can have. */
async function sendsLargeFiles({ git }: Operation): Promise<boolean> {
  const hook = (await git.read(["rev-parse", "--git-path", "hooks/pre-push"])).trim();
  const script = await readFile(resolve(git.folder, hook), "utf8").catch(() => "");
  return /\bgit[ -]lfs\b/.test(script);
}

/** `git push --porcelain` answers with one line a ref: a flag, what went where, and a summary. */
function pushResult(result: GitResult): PushResult {
  const [, flag, summary = ""] = /^(.)\t\S+:\S+\t(.*)$/m.exec(result.stdout) ?? [];
  if (result.code === 0) return { type: "pushed", created: flag === "*" };
  if (flag === "!") return isBehind(summary) ? { type: "behind" } : declined(summary, result.stderr);
  if (/submodule paths contain changes that can\s+not be found on any remote/.test(result.stderr)) {
    const paths = [...result.stderr.matchAll(/^ {2}(\S.*)$/gm)].map(([, path = ""]) => path);
    return { type: "submodule", paths };
  }
  const spoke = /^fatal:|^error: (unable|RPC)/m.test(result.stderr);
  const held = !spoke && result.code === 1 && result.ending === "finished";
  return held ? { type: "hook", result } : { type: "failed", result };
}

/** Of two who push at the same moment, the slower one finds the branch moved, or locked, under its hands. */
function isBehind(summary: string): boolean {
  return /^\[rejected\]|cannot lock ref|failed to update ref|reference already exists/.test(summary);
}

function declined(summary: string, stderr: string): PushResult {
  const lines = [...stderr.matchAll(/^remote: (?:error: )?(.*\S)\s*$/gm)].map(([, line = ""]) => line);
  const words = lines.filter((line) => !/\d%|^Total \d/.test(line)).join(" ");
  const said = words === "" ? summary.replace(/^\[remote rejected\]\s*/, "") : words;
  return { type: "declined", said: oneLine(said, 300), details: withoutCredentials(stderr) };
}

/** What a push that did not go through means. */
export function pushRefusal(
  operation: Operation,
  failed: Exclude<PushResult, { type: "pushed" }>,
): HandoverRefusal {
  const { remote, where } = operation;
  switch (failed.type) {
    case "behind":
      return new HandoverRefusal(
        "push-refused",
        `Others keep pushing to ${remote} at the same moment. ${where.sentence} Try again.`,
      );
    case "declined":
      return new HandoverRefusal(
        "push-refused",
        `The remote ${remote} refused the push: ${failed.said}. ${where.sentence}`,
        { details: failed.details },
      );
    case "submodule": {
      const message = `${filesInWords(failed.paths)} has commits that its own remote lacks. Push them there first. ${where.sentence}`;
      return new HandoverRefusal("submodule-unpushed", message, { files: failed.paths });
    }
    case "hook": {
      const { stdout, stderr } = failed.result;
      const message = `The repository's pre-push hook refused (${oneLine(saidBy(failed.result), 200)}). ${where.sentence}`;
      return new HandoverRefusal("hook-refused", message, {
        details: withoutCredentials(`${stdout}${stderr}`),
      });
    }
    case "failed":
      return remoteRefusal(operation, failed.result);
  }
}
