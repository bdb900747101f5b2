/** The two folders that runs keep things in, made so that git never sees what is in them. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { errorCode } from "./files.ts";

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

async function createFile(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content, { flag: "wx" });
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
}
