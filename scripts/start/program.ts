/** Runs a program to its end, or ends it and everything it started when the person presses Ctrl+C. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** "inherit" shows the output at once; "collect" gives it back and shows nothing. */
  readonly output: "inherit" | "collect";
  /** Through the system's shell, which then reads the words as typed: who asks for it quotes them. */
  readonly shell?: boolean;
  /** How long it may take to end when asked to; five seconds when left out. */
  readonly graceMilliseconds?: number;
}

export interface ProgramResult {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly output: string;
}

const defaultGrace = 5000;

/** Started with `detached` on POSIX, a child leads a process group, which can be signalled as a whole. */
export const ownGroup = process.platform !== "win32";

function signalTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (!ownGroup) {
    spawn("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    const gone = error instanceof Error && "code" in error && error.code === "ESRCH";
    if (!gone) throw error;
  }
}

/** Asks the child's whole process tree to end; insists when that takes too long. Harmless when it has ended. */
export async function endTree(child: ChildProcess, graceMilliseconds = defaultGrace): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  signalTree(child, "SIGTERM");
  const insist = setTimeout(() => signalTree(child, "SIGKILL"), graceMilliseconds);
  await once(child, "exit");
  clearTimeout(insist);
  // Grandchildren that took no notice.
  if (ownGroup) signalTree(child, "SIGKILL");
}

/** Rejects with an AbortError after the tree has ended, with the system's error when it cannot start. */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> {
  options.signal?.throwIfAborted();
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: [
      "ignore",
      ...(options.output === "inherit" ? (["inherit", "inherit"] as const) : (["pipe", "pipe"] as const)),
    ],
    detached: ownGroup,
    shell: options.shell ?? false,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  const end = () => void endTree(child, options.graceMilliseconds);
  options.signal?.addEventListener("abort", end, { once: true });
  try {
    const [code]: (number | null)[] = await once(child, "close");
    options.signal?.throwIfAborted();
    return { code: code ?? null, output };
  } finally {
    options.signal?.removeEventListener("abort", end);
  }
}
