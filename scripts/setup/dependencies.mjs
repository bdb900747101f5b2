/**
 * Installs what package-lock.json names, once: a marker in node_modules holds the lock file's hash, so that the
 * next start costs one small read.
 */
import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { runNpm } from "./npm.mjs";
import { step } from "./step.mjs";

const project = fileURLToPath(new URL("../..", import.meta.url));
const marker = new URL("../../node_modules/.baton-installed", import.meta.url);
const lockFile = new URL("../../package-lock.json", import.meta.url);
/** npm's own record of what is in node_modules; written last, so an interrupted install has none. */
const installedFile = new URL("../../node_modules/.package-lock.json", import.meta.url);

async function textOf(url) {
  try {
    return await readFile(url, "utf8");
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  }
}

/** True when a developer's own `npm install` has put there what the lock file names. */
function sameAsInstalled(lock, installed) {
  if (installed === null) return false;
  const { packages: present } = JSON.parse(installed);
  return Object.entries(JSON.parse(lock).packages).every(([path, wanted]) => {
    if (path === "") return true;
    const found = present[path];
    return found ? found.integrity === wanted.integrity : wanted.optional || wanted.devOptional;
  });
}

export async function ensureDependencies({ signal } = {}) {
  const lock = await readFile(lockFile, "utf8");
  const hash = createHash("sha256").update(lock).digest("hex");
  if ((await textOf(marker)) === hash) return;
  if (!sameAsInstalled(lock, await textOf(installedFile))) {
    await rm(marker, { force: true });
    // Spelled out, because NODE_ENV=production and personal settings would leave some of them away.
    const args = ["ci", "--include=dev", "--include=optional"];
    await step("Installing dependencies", () => runNpm(args, { cwd: project, signal }));
  }
  await writeFile(marker, hash);
}
