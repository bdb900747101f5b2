/** The two folders that runs keep things in, made so that git never sees what is in them. */
import { mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { unlessMissing } from "./files.ts";

/** `.baton/`: records, hash memory, turns. */
export async function ensureBatonFolder(workspace: string): Promise<void> {
  const folder = path.join(workspace, ".baton");
  await mkdir(folder, { recursive: true });
  await createFile(path.join(folder, ".gitignore"), "*\n");
}

/** `.dvc/`, as `dvc init` makes it where there is none, so that a team may use DVC from here on. */
export async function ensureDvcFolder(workspace: string): Promise<void> {
  const folder = path.join(workspace, ".dvc");
  await mkdir(folder, { recursive: true });
  await createFile(path.join(folder, ".gitignore"), "/config.local\n/tmp\n/cache\n");
  await createFile(path.join(folder, "config"), "");
}

/** An empty one was left by a run that was killed while it made it. */
async function createFile(file: string, content: string): Promise<void> {
  const stats = await unlessMissing(stat(file));
  if (stats === null || (stats.size === 0 && content !== "")) await writeFile(file, content);
}
