/**
 * Ends a process with everything that it started: a hook's own children must not outlive the cancelled command.
 * simple-git's children lead no process group, so the tree is walked: /proc on Linux, `ps` elsewhere.
 */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Milliseconds from interrupting to asking to end, and from there to ending by force. */
const grace = 1_500;

interface Process {
  readonly pid: number;
  readonly parent: number;
}

async function linuxProcess(pid: string): Promise<Process[]> {
  // A process may be gone since the folder was listed. Z and X are dead ones whom nobody has buried.
  const line = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const [, state, parent] = /^\d+ \(.*\) (\S) (\d+) /s.exec(line) ?? [];
  const alive = parent !== undefined && state !== "Z" && state !== "X";
  return alive ? [{ pid: Number(pid), parent: Number(parent) }] : [];
}

async function processes(): Promise<Process[]> {
  if (process.platform === "linux") {
    const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
    return (await Promise.all(pids.map(linuxProcess))).flat();
  }
  const { stdout } = await execute("ps", ["-A", "-o", "pid=,ppid="]);
  return [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s*$/gm)].map(([, pid, parent]) => ({
    pid: Number(pid),
    parent: Number(parent),
  }));
}

/** Adds to `tree` what its members have started, and gives those of it that live. */
async function living(tree: Set<number>): Promise<number[]> {
  const all = await processes();
  let known = 0;
  while (known !== tree.size) {
    known = tree.size;
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  }
  return all.filter(({ pid }) => tree.has(pid)).map(({ pid }) => pid);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone by itself meanwhile.
  }
}

/** Windows has no polite way for processes without a window. */
async function endWindowsTree(root: number): Promise<void> {
  await execute("taskkill", ["/pid", String(root), "/T", "/F"]).catch(() => undefined);
}

/** Signals everything in the tree, also what joins it later; true when all is gone within the time. */
async function endWith(name: NodeJS.Signals, tree: Set<number>): Promise<boolean> {
  const asked = new Set<number>();
  return await untilGone(tree, (left) => {
    for (const pid of left.filter((one) => !asked.has(one))) signal(pid, name);
    for (const pid of left) asked.add(pid);
  });
}

async function untilGone(tree: Set<number>, each: (left: readonly number[]) => void): Promise<boolean> {
  const limit = performance.now() + grace;
  let left = await living(tree);
  while (left.length > 0 && performance.now() < limit) {
    each(left);
    await delay(15);
    left = await living(tree);
  }
  return left.length === 0;
}

/**
 * Interrupts the tree as Ctrl+C does, once: pre-commit puts back then what it took out of the way, by commands of its
 * own that must not be interrupted, too.
 */
async function interrupt(tree: Set<number>): Promise<boolean> {
  for (const pid of await living(tree)) signal(pid, "SIGINT");
  return await untilGone(tree, () => undefined);
}

/** Resolves when the process and all that it started are gone. */
export async function endTree(root: number): Promise<void> {
  if (process.platform === "win32") return await endWindowsTree(root);
  const tree = new Set([root]);
  const gone = (await interrupt(tree)) || (await endWith("SIGTERM", tree));
  if (!gone) await endWith("SIGKILL", tree);
}
