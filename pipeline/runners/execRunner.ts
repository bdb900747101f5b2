/**
 * The host of the warm child: keeps one process ready that has the toolkit loaded, gives it one job, and starts
 * the next. A job costs milliseconds that way, and yet no two jobs share a process.
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
  run(job: Job, onLine: OnLine, signal: AbortSignal): Promise<ExecEnd>;
  /** Starts the spare child, if there is none. */
  warm(): void;
  /** Ends the spare. Jobs end by their own signal. */
  dispose(): Promise<void>;
}

interface ExecOptions {
  readonly nodePath: string;
  readonly runnerPath: string;
}

/** Milliseconds: of a job that takes longer, the next child's start is a small part. */
const shortJob = 250;

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
  let disposed = false;

  function warm(): void {
    if (disposed || (spare !== null && usable(spare))) return;
    spare = startChild(options);
    // A program that isn't there is told by the job that needs it.
    spare.on("error", () => undefined);
    hold(spare, "unref");
  }

  function take(): ChildProcess {
    const taken = spare !== null && usable(spare) ? spare : startChild(options);
    spare = null;
    return taken;
  }

  return {
    warm,
    async run(job, onLine, signal) {
      const watching = { onLine, signal };
      const first = attempt(take(), job, watching);
      // While a child gets ready, it shares the processor with the job: a short job is waited for.
      const next = setTimeout(warm, shortJob);
      try {
        const { started, end } = await first;
        // A spare may die between being looked at and being given the job: one that never began is tried once more.
        const neverBegan = !started && end.type !== "cancelled" && end.type !== "unstarted";
        return await (neverBegan ? attempt(take(), job, watching) : first);
      } finally {
        clearTimeout(next);
        warm();
      }
    },
    async dispose() {
      disposed = true;
      const last = spare;
      spare = null;
      if (last?.pid !== undefined && usable(last)) await endProcessTree(last.pid);
    },
  };
}
