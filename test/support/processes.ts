/** Looks at processes and files from outside, and waits for what they become. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** Asks again until there is an answer; fails after `withinMs` by saying what was waited for. */
export async function waitFor<T>(
  what: string,
  ask: () => T | null | Promise<T | null>,
  withinMs = 20_000,
): Promise<T> {
  const limit = performance.now() + withinMs;
  while (performance.now() < limit) {
    const answer = await ask();
    if (answer !== null) return answer;
    await delay(10);
  }
  throw new Error(`waited ${withinMs} ms in vain: ${what}`);
}

/** Waits until it is true. */
export async function until(what: string, isTrue: () => boolean, withinMs?: number): Promise<void> {
  await waitFor(what, () => (isTrue() ? true : null), withinMs);
}

/** False for the dead, also for those whom nobody has buried yet. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** The number that a process writes into a file, once it is there. */
export function pidIn(path: string): Promise<number> {
  return waitFor(`a process id in ${path}`, () => {
    try {
      const pid = Number.parseInt(readFileSync(path, "utf8"), 10);
      return Number.isNaN(pid) ? null : pid;
    } catch {
      return null;
    }
  });
}

export function waitUntilGone(pid: number): Promise<true> {
  return waitFor(`process ${pid} to be gone`, () => (isAlive(pid) ? null : true));
}

/** The ids of the processes whose command line has `text` in it; of those that `parent` started, if it is given. */
export function processesWith(text: string, parent?: number): number[] {
  return execFileSync("ps", ["-ww", "-eo", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [])
    .filter(([, , ppid, args]) => args?.includes(text) && (parent === undefined || Number(ppid) === parent))
    .map(([, pid]) => Number(pid));
}

/** The ids of the processes that `parent` started and whose command line has `text` in it. */
export function childrenOf(parent: number, text: string): number[] {
  return processesWith(text, parent);
}

/** Kills what this process started and whose command line has `text` in it. */
export function endChildren(text: string): void {
  for (const pid of childrenOf(process.pid, text)) process.kill(pid, "SIGKILL");
}
