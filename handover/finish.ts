/**
 * Finishes: the work branch becomes staged changes on the base, with a prepared message. The commit is a person's;
 * until it is on the remote's base, no branch is deleted (`retire.ts` does that).
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { baseTip } from "./base.ts";
import { finishMessage, type SuggestionEffect } from "./finishMessage.ts";
import { GitFailure } from "./git/git.ts";
import { workCommits } from "./history.ts";
import { keepQuietly } from "./landed.ts";
import { type HandoverOptions, type Operation, operate } from "./operation.ts";
import { filesInWords, HandoverRefusal, type Refused } from "./problem.ts";
import { fetchTeam, trackingRef } from "./remote.ts";
import { commitOf, isAncestor, signingEmail } from "./repository.ts";
import { refuseDirty, unmergedFiles } from "./status.ts";
import { follow, switchTo } from "./switch.ts";

export interface FinishOptions extends HandoverOptions {
  /** What the session knows of the suggestions worked on. */
  readonly effects?: readonly SuggestionEffect[];
}

interface Prepared {
  readonly base: string;
  readonly branch: string;
  /** Where the team's work ended. */
  readonly commit: string;
  /** The message prepared for the commit; git and the editor offer it, too. */
  readonly message: string;
  readonly notes: readonly string[];
}

/** Everything is staged on the base. */
export interface Squashed extends Prepared {
  readonly type: "squashed";
  readonly files: readonly string[];
}

/** The base went on meanwhile, and the two do not fit: the files wait for somebody to merge them. */
export interface FinishConflict extends Prepared {
  readonly type: "conflict";
  readonly files: readonly string[];
  readonly sentence: string;
}

export function finishWork(options: FinishOptions): Promise<Squashed | FinishConflict | Refused> {
  return operate(options, async (operation) => {
    await refuseDirty(operation.git, "Hand over, commit or stash first; your folder is as it was.");
    await fetchTeam(operation);
    const work = await handedOverWork(operation);
    const base = await baseCommit(operation, work);
    const { git, names, notes } = operation;
    const commits = await workCommits(git, base, work);
    // Through the work branch first, which refuses where a file that git ignores would be overwritten.
    await switchTo(operation, names.work, work);
    await switchTo(operation, names.base, base);
    await follow(operation, names.base);
    await keepQuietly(operation, work);
    const author = await signingEmail(git);
    const message = finishMessage({
      commits,
      effects: options.effects ?? [],
      tip: work,
      base: names.base,
      author,
    });
    const prepared = { base: names.base, branch: names.work, commit: work, message, notes };
    return await squash(operation, prepared);
  });
}

/** The remote's work, once it is sure that this folder has none that the remote lacks. */
async function handedOverWork({ git, remote, names }: Operation): Promise<string> {
  const there = await commitOf(git, trackingRef(remote, names.work));
  const here = await commitOf(git, `refs/heads/${names.work}`);
  if (there === null) {
    const mine = here === null ? "" : ` Your own ${names.work} stays as it is.`;
    const message = `The remote ${remote} has no ${names.work}: nobody handed over yet, or it was finished before.${mine}`;
    throw new HandoverRefusal("nothing-to-finish", message);
  }
  if (here !== null && !(await isAncestor(git, here, there))) {
    const message = `Your ${names.work} has commits that nobody else has. Hand over first, or take the seat: they are kept on a rescue branch then.`;
    throw new HandoverRefusal("not-handed-over", message);
  }
  return there;
}

/** The base as it will be built on. */
async function baseCommit(operation: Operation, work: string): Promise<string> {
  const { git, names } = operation;
  const { commit, diverged } = await baseTip(operation);
  if (diverged) {
    const message = `Your ${names.base} and the remote's have both gone on. Merge or rebase ${names.base} first; the work stays on ${names.work}.`;
    throw new HandoverRefusal("base-diverged", message);
  }
  if (await isAncestor(git, work, commit)) {
    const message = `Everything on ${names.work} is on ${names.base} already. Clean Up deletes the branch.`;
    throw new HandoverRefusal("nothing-to-finish", message);
  }
  return commit;
}

async function squash(operation: Operation, prepared: Prepared): Promise<Squashed | FinishConflict> {
  const { git, repository } = operation;
  operation.step("squashing");
  // --ff: a setting that forbids fast-forwards would forbid the squash with it.
  const args = ["merge", "--squash", "--ff", "--no-stat", prepared.commit];
  const result = await git.attempt(args);
  const conflicts = result.code === 0 ? [] : await unmergedFiles(git);
  if (result.code !== 0 && conflicts.length === 0) throw new GitFailure(args, result);
  // Where git and the editor look for the message of the next commit.
  await writeFile(join(repository.gitFolder, "SQUASH_MSG"), prepared.message);
  if (conflicts.length > 0)
    return {
      type: "conflict",
      files: conflicts,
      sentence: conflictSentence(prepared, conflicts),
      ...prepared,
    };
  const staged = (await git.read(["diff", "--cached", "--name-only", "-z"])).split("\0").filter(Boolean);
  return { type: "squashed", files: staged, ...prepared };
}

function conflictSentence({ base, branch }: Prepared, files: readonly string[]): string {
  return `${base} went on meanwhile, and ${filesInWords(files)} does not fit together by itself. Merge it and commit; ${branch} keeps everything until then. To give up: git reset --merge.`;
}
