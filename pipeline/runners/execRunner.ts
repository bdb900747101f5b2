/**
 * The host of the warm child: keeps one process ready that has the toolkit loaded, gives it one job, and starts
 * the next when the machine has come to rest. A job costs milliseconds that way, and yet no two share a process.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import { dirname } from "node:path";
import { type ChildEnd, followChild, type OnLine } from "./followChild.ts";
import { endProcessTree, startsGroup } from "./processTree.ts";
import { type FailedReport, type Job, reportSchema } from "./stageMessages.ts";

export interface ExecEnd {
  readonly end: ChildEnd;
  /** What the child itself said of its failure. */
  readonly report: FailedReport | null;
}

export interface ExecRunner {
  /** `followed`: another job comes after this one, and its child gets ready meanwhile. */
  run(job: Job, followed: boolean, onLine: OnLine, signal: AbortSignal): Promise<ExecEnd>;
  /** Starts the spare child, if there is none. */
  warm(): void;
  /** Ends the spare. Jobs end by their own signal. */
  dispose(): Promise<void>;
}

interface ExecOptions {
  readonly nodePath: string;
  readonly runnerPath: string;
}

/** Milliseconds after a job: a child that gets ready takes the processor from those who show what the job made. */
const rest = 400;

interface Attempt extends ExecEnd {
  /** The child had taken the job. */
  readonly started: boolean;
}

function startChild({ nodePath, runnerPath }: ExecOptions): ChildProcess {
  return spawn(nodePath, [runnerPath], {
    // Not the workspace: Windows would not let anybody move or delete it.
    cwd: dirname(runnerPath),
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: startsGroup(process.platform),
    windowsHide: true,
  });
}

/** Whether a child keeps this process alive: a spare doesn't, a job does. */
function hold(child: ChildProcess, how: "ref" | "unref"): void {
  child[how]();
  child.channel?.[how]();
  for (const stream of [child.stdout, child.stderr]) {
    if (stream instanceof Socket) stream[how]();
  }
}

function usable(child: ChildProcess): boolean {
  return child.connected && child.exitCode === null && child.signalCode === null;
}

interface Watching {
  readonly onLine: OnLine;
  readonly signal: AbortSignal;
}

async function attempt(child: ChildProcess, job: Job, watching: Watching): Promise<Attempt> {
  let started = false;
  let report: FailedReport | null = null;
  child.on("message", (message) => {
    // A stage could send anything over this channel; what is no report is not for us.
    const parsed = reportSchema.safeParse(message);
    if (!parsed.success) return;
    if (parsed.data.type === "failed") report = parsed.data;
    else started = true;
  });
  hold(child, "ref");
  const end = await followChild(child, {
    ...watching,
    // A child that died meanwhile shows by its end.
    begin: () => child.send(job, () => undefined),
  });
  return { end, report, started };
}

export function createExecRunner(options: ExecOptions): ExecRunner {
  let spare: ChildProcess | null = null;
  let resting: NodeJS.Timeout | undefined;
  let disposed = false;

  function warm(): void {
    if (disposed || (spare !== null && usable(spare))) return;
    spare = startChild(options);
    // A program that isn't there is told by the job that needs it.
    spare.on("error", () => undefined);
    hold(spare, "unref");
  }

  function warmAfterRest(): void {
    clearTimeout(resting);
    resting = setTimeout(warm, rest).unref();
  }

  function take(): ChildProcess {
    clearTimeout(resting);
    const taken = spare !== null && usable(spare) ? spare : startChild(options);
    spare = null;
    return taken;
  }

  return {
    warm,
    async run(job, followed, onLine, signal) {
      const watching = { onLine, signal };
      try {
        const ending = attempt(take(), job, watching);
        if (followed) warm();
        const first = await ending;
        // A spare may die between being looked at and being given the job: one that never began is tried once more.
        const neverBegan = !first.started && first.end.type !== "cancelled" && first.end.type !== "unstarted";
        return neverBegan ? await attempt(take(), job, watching) : first;
      } finally {
        warmAfterRest();
      }
    },
    async dispose() {
      disposed = true;
      clearTimeout(resting);
      const last = spare;
      spare = null;
      if (last?.pid !== undefined && usable(last)) await endProcessTree(last.pid);
    },
  };
}
