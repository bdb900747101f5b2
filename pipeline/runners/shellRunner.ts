/** Runs a command line in the platform's own shell, as DVC does: `/bin/sh` or `cmd`. */
import { type ChildProcess, spawn } from "node:child_process";
import { type ChildEnd, followChild, type OnLine } from "./followChild.ts";
import { startsGroup } from "./processTree.ts";

export interface ShellJob {
  readonly line: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Shell {
  readonly program: string;
  readonly args: readonly string[];
  /** cmd reads its command line itself: nothing may be quoted on the way. */
  readonly verbatim: boolean;
}

/** Waits for the word to begin; without it, nobody is there any more to run the command for. */
const gate = 'read -r _ && exec /bin/sh -c "$0" </dev/null';

export function shellFor(line: string, env: ShellJob["env"], platform: NodeJS.Platform): Shell {
  if (platform !== "win32") return { program: "/bin/sh", args: ["-c", gate, line], verbatim: false };
  const program = env["ComSpec"] ?? env["COMSPEC"] ?? "cmd.exe";
  return { program, args: ["/d", "/s", "/c", `"${line}"`], verbatim: true };
}

function startShell({ line, cwd, env }: ShellJob, platform: NodeJS.Platform): ChildProcess {
  const { program, args, verbatim } = shellFor(line, env, platform);
  return spawn(program, args, {
    cwd,
    env,
    stdio: [startsGroup(platform) ? "pipe" : "ignore", "pipe", "pipe"],
    detached: startsGroup(platform),
    windowsHide: true,
    windowsVerbatimArguments: verbatim,
  });
}

export function runInShell(job: ShellJob, onLine: OnLine, signal: AbortSignal): Promise<ChildEnd> {
  const child = startShell(job, process.platform);
  // A command that was ended before it began no longer listens.
  child.stdin?.on("error", () => undefined);
  return followChild(child, { onLine, signal, begin: () => child.stdin?.end("\n") });
}
