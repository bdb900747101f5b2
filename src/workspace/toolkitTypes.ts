/**
 * Keeps the declarations of `"baton"` in the project in step with this extension, so that completion and types work
 * in stage files with nothing installed. They live in `.baton/`, which git ignores.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

export async function keepToolkitTypes(declarations: string, folder: string): Promise<void> {
  const target = join(folder, ".baton", "types", "baton.d.ts");
  const [ours, theirs] = await Promise.all([
    readFile(declarations, "utf8"),
    readFile(target, "utf8").catch(() => null),
  ]);
  if (ours === theirs) return;
  await mkdir(dirname(target), { recursive: true });
  await writeFile(join(folder, ".baton", ".gitignore"), "*\n");
  await writeFile(target, ours);
}
