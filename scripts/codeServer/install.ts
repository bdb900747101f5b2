/// <reference path="../modules.d.ts" />
/**
 * Fetches the npm package code-server, which carries a complete build of the VS Code server, into the person's
 * cache folder: once a version, outside the checkout. Its own install scripts are left out: they take minutes and
 * want headers that few machines have. Of what they build, only what people miss is built here.
 */
import { access, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { pinnedNode, runNpm } from "../setup.mjs";

/** 4.139.1 carries VS Code 1.139.1. */
export const codeServerVersion = "4.139.1";

/** An installed server, ready to be started. */
export interface Installation {
  /** The Node that runs it; it needs version 24. */
  readonly node: string;
  readonly serverMain: string;
}

type Log = ((line: string) => void) | undefined;

export function cacheFolder(): string {
  const own = process.env["XDG_CACHE_HOME"];
  return join(own ? own : join(homedir(), ".cache"), "baton");
}

function vscodeIn(folder: string): string {
  return join(folder, "node_modules", "code-server", "lib", "vscode");
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

/** Without them the output panel stays empty, and terminals do not open. */
const nativeParts = ["@vscode/spdlog", "node-pty"];

/** Needs python3, make and a C++ compiler; a machine without them gets a VS Code without these parts. */
async function buildNativeParts(vscode: string, log: Log, signal: AbortSignal | undefined): Promise<void> {
  const headers = dirname(dirname(pinnedNode()));
  const args = ["rebuild", "--ignore-scripts=false", `--nodedir=${headers}`, ...nativeParts];
  try {
    await runNpm(args, signal ? { cwd: vscode, signal } : { cwd: vscode });
  } catch {
    signal?.throwIfAborted();
    log?.("no C++ compiler found: this VS Code has no terminals, and its output panel stays empty");
  }
}

async function fetchInto(folder: string, log: Log, signal: AbortSignal | undefined): Promise<void> {
  const npm = async (cwd: string, ...args: string[]) => {
    const all = ["install", "--ignore-scripts", "--omit=dev", "--prefix", cwd, ...args];
    await runNpm(all, signal ? { cwd, signal } : { cwd });
  };
  await writeFile(join(folder, "package.json"), '{ "private": true }\n');
  await npm(folder, `code-server@${codeServerVersion}`);
  await npm(vscodeIn(folder));
  // The TypeScript that completes and checks what people type.
  await npm(join(vscodeIn(folder), "extensions"));
  await buildNativeParts(vscodeIn(folder), log, signal);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Half-done installations of processes that are gone (a power cut, say); each is hundreds of megabytes. */
async function removeAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const pid = /^partial-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      await rm(join(cache, name), { recursive: true, force: true });
  }
}

/** When two install at once, the second to finish finds the place taken and throws its own away. */
async function moveInto(place: string, partial: string): Promise<void> {
  try {
    await rename(partial, place);
  } catch (error) {
    if (!(await exists(place))) throw error;
  }
}

/**
 * Resolves at once when it is already there; else `log` is told one line about what is fetched. Rejects with npm's
 * words, or with an AbortError.
 */
export async function installCodeServer(log?: Log, signal?: AbortSignal): Promise<Installation> {
  const cache = cacheFolder();
  const place = join(cache, `code-server-${codeServerVersion}`);
  const installation = { node: pinnedNode(), serverMain: join(vscodeIn(place), "out", "server-main.js") };
  if (await exists(place)) return installation;
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  log?.(`fetching VS Code for the browser into ${place} (about 600 MB, once)`);
  const partial = await mkdtemp(join(cache, `partial-${process.pid}-`));
  try {
    await fetchInto(partial, log, signal);
    await moveInto(place, partial);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return installation;
}
