/** Keeps cached outputs out of git, as DVC does: a line in the `.gitignore` beside each. */
import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import ignore from "ignore";
import { unlessMissing } from "../files.ts";
import type { Stage } from "../project/project.ts";

export async function ignoreOutputs(workspace: string, stage: Stage): Promise<void> {
  const root = await gitRoot(workspace);
  if (root === null) return;
  for (const { path: place } of stage.outputs.filter(({ cache }) => cache)) {
    await ignorePlace(root, path.join(workspace, place));
  }
}

/** The folder with `.git`, which is a file in a worktree; null outside of git. */
async function gitRoot(folder: string): Promise<string | null> {
  if ((await unlessMissing(stat(path.join(folder, ".git")))) !== null) return folder;
  const up = path.dirname(folder);
  return up === folder ? null : gitRoot(up);
}

async function ignorePlace(root: string, file: string): Promise<void> {
  if (await isIgnored(root, file)) return;
  const list = path.join(path.dirname(file), ".gitignore");
  const before = (await unlessMissing(readFile(list, "utf8"))) ?? "";
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  await writeFile(list, `${gap}/${patternOf(path.basename(file))}\n`, { flag: "a" });
}

/** A line cannot hold a line's end: any character stands for it. */
function patternOf(name: string): string {
  return name.replace(/[*?[\]!#\\ ]/g, "\\$&").replace(/[\r\n]/g, "?");
}

/** By the lists from the repository's root down, the nearest deciding. */
async function isIgnored(root: string, file: string): Promise<boolean> {
  let ignored = false;
  for (const folder of foldersBetween(root, path.dirname(file))) {
    const text = await unlessMissing(readFile(path.join(folder, ".gitignore"), "utf8"));
    if (text === null) continue;
    const relative = path.relative(folder, file).split(path.sep).join("/");
    const found = ignore().add(text).test(relative);
    if (found.ignored || found.unignored) ignored = found.ignored;
  }
  return ignored;
}

function foldersBetween(root: string, folder: string): string[] {
  const parts = path
    .relative(root, folder)
    .split(path.sep)
    .filter((part) => part !== "");
  return [root, ...parts.map((_, index) => path.join(root, ...parts.slice(0, index + 1)))];
}
