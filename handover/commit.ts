/**
 * Commits what is staged, after the checks that the project has: the repository's own hooks, and pre-commit where it
 * is configured without being installed as a hook.
 */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { gitEnvironment } from "./git/environment.ts";
import { GitFailure, saidBy } from "./git/git.ts";
import { oneLine, withoutCredentials } from "./git/redact.ts";
import type { Operation } from "./operation.ts";
import { filesInWords, HandoverRefusal } from "./problem.ts";
import { runProgram } from "./program.ts";
import { commitOf } from "./repository.ts";
import { unstagedFiles } from "./status.ts";

/** What failing checks do: keep the handover from happening, be told, or not run at all. */
export type ChecksPolicy = "block" | "warn" | "skip";

export interface CheckOptions {
  readonly checks: ChecksPolicy;
  /** Milliseconds that the checks may take; one that hangs is ended with all it started. */
  readonly checksLimit?: number;
}

export const defaultChecksLimit = 180_000;

/** Why there is no commit; null when there is one. */
interface Failure {
  readonly said: string;
  readonly details: string;
}

/** Commits; `stageAgain` stages what checks have changed and says whether anything is left to commit. */
export async function commitStaged(
  operation: Operation,
  message: string,
  options: CheckOptions,
  stageAgain: () => Promise<boolean>,
): Promise<void> {
  if (options.checks === "skip") return await commitUnchecked(operation, message);
  const before = await unstagedFiles(operation.git);
  let failure = await commitChecked(operation, message, options);
  const mended =
    failure === null ? [] : (await unstagedFiles(operation.git)).filter((file) => !before.includes(file));
  if (mended.length > 0) {
    operation.notes.push(`The checks changed ${filesInWords(mended)}; the changes are in the handover.`);
    if (!(await stageAgain())) return;
    failure = await commitChecked(operation, message, options);
  }
  if (failure === null) return;
  if (options.checks === "block") {
    const sentence = `The checks did not pass: ${failure.said}. Nothing was committed or pushed; your work is in your folder.`;
    throw new HandoverRefusal("checks-failed", sentence, { details: failure.details });
  }
  operation.notes.push(
    `The checks did not pass, and the code was handed over all the same: ${failure.said}.`,
  );
  await commitUnchecked(operation, message);
}

async function commitUnchecked({ git, step }: Operation, message: string): Promise<void> {
  step("committing");
  await git.run([...commitCommand, "--no-verify"], { input: message, limit: defaultChecksLimit });
}

const commitCommand = ["commit", "--cleanup=whitespace", "--file=-"];

async function commitChecked(
  operation: Operation,
  message: string,
  options: CheckOptions,
): Promise<Failure | null> {
  operation.step("checking");
  const limit = options.checksLimit ?? defaultChecksLimit;
  return (await runPreCommit(operation, limit)) ?? (await commitWithHooks(operation, message, limit));
}

async function commitWithHooks({ git }: Operation, message: string, limit: number): Promise<Failure | null> {
  const before = await commitOf(git, "HEAD");
  const result = await git.attempt(commitCommand, { input: message, limit });
  // A post-commit hook may fail or hang when the commit is long made.
  if (result.code === 0 || (await commitOf(git, "HEAD")) !== before) return null;
  const details = withoutCredentials(`${result.stdout}${result.stderr}`);
  if (result.ending === "timed-out") return { said: overtime(limit), details };
  if (result.code !== 1) throw new GitFailure(commitCommand, result);
  return { said: oneLine(saidBy(result), 200), details };
}

function overtime(limit: number): string {
  return `they did not end within ${Math.round(limit / 1000)} seconds and were stopped`;
}

/** Null when pre-commit passed, is not set up here, or runs as a hook anyway. */
async function runPreCommit({ git, signal, environment }: Operation, limit: number): Promise<Failure | null> {
  const folder = git.folder;
  if (!existsSync(join(folder, ".pre-commit-config.yaml"))) return null;
  const hook = (await git.read(["rev-parse", "--git-path", "hooks/pre-commit"])).trim();
  if (existsSync(resolve(folder, hook))) return null;
  const program = {
    name: "pre-commit",
    args: ["run", "--color=never"],
    folder,
    environment: gitEnvironment(environment),
  };
  const { code, output, ending } = await runProgram(program, { signal, limit });
  // Not installed here: the others' editors will run it.
  if (code === null || code === 0) return null;
  const details = withoutCredentials(output);
  if (ending === "timed-out") return { said: overtime(limit), details };
  return { said: oneLine(preCommitVerdict(details), 200), details };
}

/** The checks that failed, by name; its lines read `Trim trailing whitespace....Failed`. */
function preCommitVerdict(output: string): string {
  const failed = [...output.matchAll(/^(.+?)\.{3,}.*Failed\s*$/gm)].map(([, name]) => name);
  return failed.length > 0 ? failed.join(", ") : saidBy({ stdout: output, stderr: "" });
}
