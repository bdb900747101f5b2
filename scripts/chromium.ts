/** The browser that tests look through: one on the machine, else Debian's package, else a sentence what to install. */
import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const execute = promisify(execFile);

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

async function isExecutable(file: string): Promise<boolean> {
  return await access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** An installed Chromium: what `BATON_CHROMIUM` names, one on the PATH, or Playwright's own. */
export async function findChromium(): Promise<string | null> {
  const named = process.env["BATON_CHROMIUM"];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const file of [...(named ? [named] : []), ...onPath, chromium.executablePath()]) {
    if (await isExecutable(file)) return file;
  }
  return null;
}

async function installFromDebian(log: (line: string) => void): Promise<void> {
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { env: environment, maxBuffer: 64 * 1024 * 1024 };
  log("installing Chromium with apt-get, about half a minute ...");
  await execute("apt-get", ["update"], options);
  await execute("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], options);
}

export async function ensureChromium(log: (line: string) => void): Promise<string> {
  const found = await findChromium();
  if (found !== null) return found;
  const mayInstall = process.getuid?.() === 0 && (await isExecutable("/usr/bin/apt-get"));
  if (mayInstall) await installFromDebian(log);
  const installed = await findChromium();
  if (installed !== null) return installed;
  throw new Error(
    "The tests need Chromium and found none. Install it (Debian: apt-get install chromium), or set BATON_CHROMIUM to its path.",
  );
}
