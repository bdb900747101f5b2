/**
 * The declarations of `"baton"` inside a project, so that completion and types work in stage files with nothing
 * installed. They live in `.baton/`, which git ignores, and are kept in step with the Baton that opens the project.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** `declarations` is the file that ships with Baton; nothing is written when the project's copy equals it. */
export async function keepToolkitTypes(declarations: string, folder: string): Promise<void> {
  const own = join(folder, ".baton");
  const target = join(own, "types", "baton.d.ts");
  const [ours, theirs] = await Promise.all([readFile(declarations), readFile(target).catch(() => null)]);
  if (theirs !== null && ours.equals(theirs)) return;
  await mkdir(join(own, "types"), { recursive: true });
  await writeFile(join(own, ".gitignore"), "*\n");
  await writeFile(target, ours);
}
