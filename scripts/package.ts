/**
 * Packs dist/baton.vsix, the extension as people install it, unless nothing that goes into it has changed.
 * Expects the build to be done.
 *
 *   node scripts/package.ts
 */
import { createHash } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";

const project = fileURLToPath(new URL("..", import.meta.url));

/** Where the package is. */
export const vsixFile = join(project, "dist", "baton.vsix");
const stampFile = `${vsixFile}.sha256`;

/** One hash over the names and bytes of all that goes into the package. */
async function contentHash(): Promise<string> {
  const files = await listFiles({ cwd: project, packageManager: PackageManager.None });
  const hash = createHash("sha256");
  for (const file of files.toSorted()) {
    const content = await readFile(join(project, file));
    hash.update(`${file}\n${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

async function isUpToDate(hash: string): Promise<boolean> {
  try {
    const [known] = await Promise.all([readFile(stampFile, "utf8"), readFile(vsixFile)]);
    return known === hash;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}

/** Gives the package's path; `log` is told when it is packed anew. A reader never sees half a package: it is packed beside and renamed. */
export async function packageExtension(log?: (line: string) => void): Promise<string> {
  const hash = await contentHash();
  if (await isUpToDate(hash)) return vsixFile;
  log?.("packing the extension");
  const partial = `${vsixFile}.${process.pid}.vsix`;
  await createVSIX({
    cwd: project,
    packagePath: partial,
    dependencies: false,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
  await rename(partial, vsixFile);
  await writeFile(stampFile, hash);
  return vsixFile;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    console.log(await packageExtension());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
