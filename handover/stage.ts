/** Stages what a handover passes on: everything that git doesn't ignore, save what somebody has to decide on. */
import { lstat } from "node:fs/promises";
import { join } from "node:path";
import type { Operation } from "./operation.ts";
import { filesInWords, HandoverRefusal } from "./problem.ts";
import { changedFiles } from "./status.ts";
import { submodules } from "./submodules.ts";

/** Bytes past which a file is asked about: hosts refuse 100 MB, and every clone carries it from then on. */
const largeFileBytes = 50 * 1024 * 1024;

export interface StageOptions {
  /** Refuse with `large-files`, pass them on, or leave them in this folder. */
  readonly largeFiles?: "refuse" | "include" | "leave";
}

async function isLarge(root: string, path: string): Promise<boolean> {
  const size = await lstat(join(root, path)).then(
    (file) => (file.isFile() ? file.size : 0),
    () => 0,
  );
  return size > largeFileBytes;
}

async function largeFiles(root: string, paths: readonly string[]): Promise<string[]> {
  const large = await Promise.all(paths.map((path) => isLarge(root, path)));
  return paths.filter((_path, index) => large[index] === true);
}

/** What stays behind, each with a note that says so. */
async function leftOut(operation: Operation, options: StageOptions): Promise<string[]> {
  const { git, notes } = operation;
  const changed = await changedFiles(git);
  const large = options.largeFiles === "include" ? [] : await largeFiles(git.folder, changed);
  if (large.length > 0 && options.largeFiles !== "leave") throw tooLarge(large);
  // git lists the files of a folder, but a repository within as one entry with a slash at its end.
  const nested = changed.filter((path) => path.endsWith("/"));
  const { behind, changed: dirty } = await submodules(git);
  if (large.length > 0) notes.push(`${filesInWords(large)} stays in your folder only: larger than 50 MB.`);
  if (nested.length > 0)
    notes.push(`${filesInWords(nested)} stays in your folder only: a git repository of its own.`);
  if (behind.length > 0) {
    notes.push(
      `The submodule ${filesInWords(behind)} is older here than the team's and was left as the team has it. git submodule update brings it up to date.`,
    );
  }
  if (dirty.length > 0) {
    notes.push(
      `Changes inside the submodule ${filesInWords(dirty)} stay in your folder only: commit and push them there.`,
    );
  }
  return [...large, ...nested.map((path) => path.slice(0, -1)), ...behind];
}

function tooLarge(files: readonly string[]): HandoverRefusal {
  const message = `${filesInWords(files)} is larger than 50 MB, and every clone of the repository would carry it. Let git ignore it, leave it in your folder, or hand it over all the same.`;
  return new HandoverRefusal("large-files", message, { files });
}

/** Whether anything is staged in the end. */
export async function stageAll(operation: Operation, options: StageOptions): Promise<boolean> {
  const { git } = operation;
  operation.step("staging");
  const out = await leftOut(operation, options);
  if (out.length > 0) await git.run(["reset", "--", ...out.map((path) => `:(top,literal)${path}`)]);
  await git.run([
    "add",
    "--all",
    "--verbose",
    "--",
    ":/",
    ...out.map((path) => `:(top,exclude,literal)${path}`),
  ]);
  return (await git.read(["diff", "--cached", "--name-only", "--ignore-submodules=dirty"])) !== "";
}
