/**
 * Ends a command with everything it started. POSIX: its process group, politely first. Windows: `taskkill` walks
 * the tree; there is no polite way for processes without a window.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** What ending processes needs of a system; tests hand in another one. */
export interface ProcessSystem {
  readonly platform: NodeJS.Platform;
  /** A negative id is a process group; signal 0 only asks whether it is there. Throws ESRCH when it isn't. */
  kill(pid: number, signal: NodeJS.Signals | 0): void;
  /** Whether all that is left of a group are dead whom nobody has buried; null where that cannot be told. */
  onlyDead(group: number): boolean | null;
  /** Runs a program to its end, whatever comes of it. */
  execute(program: string, args: readonly string[]): Promise<void>;
}

export const thisSystem: ProcessSystem = {
  platform: process.platform,
  kill: (pid, signal) => {
    process.kill(pid, signal);
  },
  onlyDead: (group) => (process.platform === "linux" ? onlyDeadIn("/proc", group) : null),
  async execute(program, args) {
    const child = spawn(program, args, { stdio: "ignore", windowsHide: true });
    await Promise.race([once(child, "exit"), once(child, "error")]);
  },
};

/** A process whose parent died is buried by the system's first one, which in a container may never do it. */
function onlyDeadIn(folder: string, group: number): boolean {
  const processes = readdirSync(folder).filter((name) => /^\d+$/.test(name));
  return !processes.some((pid) => {
    const [, state, of] = /^\d+ \(.*\) (\S) \d+ (\d+) /s.exec(statLine(folder, pid)) ?? [];
    return Number(of) === group && state !== "Z" && state !== "X";
  });
}

/** Empty for a process that is gone meanwhile. */
function statLine(folder: string, pid: string): string {
  try {
    return readFileSync(`${folder}/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}

/** Milliseconds from asking to end to ending by force. */
const grace = 2000;
/** Milliseconds that a killed process may take to be gone; the dead whom nobody buries stay longer. */
const burial = 500;

/** Commands start in a group of their own, so that the whole group can be ended. */
export function startsGroup(platform: NodeJS.Platform): boolean {
  return platform !== "win32";
}

/** False when the group is gone. */
function signalGroup(system: ProcessSystem, pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    system.kill(-pid, signal);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's by now.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

async function groupGone(system: ProcessSystem, pid: number, within: number): Promise<boolean> {
  const limit = performance.now() + within;
  for (let look = 0; performance.now() < limit; look += 1) {
    if (!signalGroup(system, pid, 0)) return true;
    // Looking at all processes costs more than asking for one group.
    if (look % 4 === 3 && system.onlyDead(pid) === true) return true;
    await delay(15);
  }
  return false;
}

/** Ends when the process with this id and all it started are gone. The process must lead its own group. */
export async function endProcessTree(pid: number, system = thisSystem, graceMs = grace): Promise<void> {
  if (!startsGroup(system.platform)) {
    await system.execute("taskkill", ["/pid", String(pid), "/T", "/F"]);
    return;
  }
  if (!signalGroup(system, pid, "SIGTERM")) return;
  if (await groupGone(system, pid, graceMs)) return;
  signalGroup(system, pid, "SIGKILL");
  await groupGone(system, pid, burial);
}
