/**
 * Writes a run's record: the log while it happens, `run.json` at its beginning and anew at its end. Makes nothing until
 * there is something to record. Of the environment only what is named here is kept: variables hold secrets.
 */
import { createHash, randomBytes } from "node:crypto";
import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { RunRecord } from "#protocol/run.ts";
import { unlessMissing, writeWhole } from "../files.ts";
import type { LockEntry, LockItem } from "../lock/lockEntry.ts";
import { readLock } from "../lock/lockFile.ts";
import { lockFile } from "../project/project.ts";
import { runFolder, runLogPath } from "../records.ts";
import type { PythonState } from "../runners/pythonPackages.ts";
import { codeState } from "./codeState.ts";
import { machine } from "./machine.ts";

/** What is known of a run when it begins. */
export type Announced = Pick<RunRecord, "id" | "number" | "startedAt" | "trigger" | "suggestion">;

/** What its end brings. */
export type Told = Pick<RunRecord, "ms" | "outcome" | "stages" | "params" | "metrics" | "plots">;

/** Characters of a log that are kept: records stay for good, and a stage may print without end. */
export const largestLog = 16 * 1024 * 1024;
const cutNote = `… (log cut after ${largestLog / 1024 / 1024} MB)\n`;

export interface Recorder {
  readonly id: string;
  /** From here on there is a record, which says that the run was interrupted until `finish` says better. */
  begin(): Promise<void>;
  line(text: string): void;
  /** A stage calls Python. */
  usesPython(state: Promise<PythonState | null>): void;
  finish(told: Told): Promise<void>;
}

/**
 * `20261121T091512Z-3f9a`: sorts after the run before it, also within one second and when the clock was set back.
 * The random digits keep two checkouts' runs apart.
 */
export function newRunId(now: Date, last: string | null): string {
  const moment = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const [lastMoment = "", lastDigits = ""] = last?.split("-") ?? [];
  if (moment > lastMoment) return `${moment}-${randomBytes(2).toString("hex")}`;
  const next = (Number.parseInt(lastDigits, 16) + 1).toString(16).padStart(lastDigits.length, "0");
  return `${lastMoment}-${next.length > lastDigits.length ? `${lastDigits}0` : next}`;
}

/** Names the state of all inputs and outputs. */
export async function lockChecksum(workspace: string): Promise<string | null> {
  const bytes = await unlessMissing(readFile(path.join(workspace, lockFile)));
  return bytes === null ? null : createHash("sha256").update(bytes).digest("hex");
}

type State = Pick<RunRecord, "lock" | "files" | "git">;

interface Begun {
  readonly log: WriteStream;
  readonly git: Promise<RunRecord["git"]>;
}

const nothingYet: Told = { ms: 0, outcome: "interrupted", stages: [], params: [], metrics: [], plots: [] };

export function createRecorder(workspace: string, announced: Announced, baton: string): Recorder {
  const { id } = announced;
  const folder = runFolder(workspace, id);
  let log: WriteStream | null = null;
  let room = largestLog;
  let started: Promise<Begun> | null = null;
  let python: Promise<PythonState | null> = Promise.resolve(null);

  async function write(told: Told, state: State): Promise<void> {
    const record: RunRecord = {
      version: 1,
      ...announced,
      ...told,
      ...state,
      environment: { python: await python },
      machine: machine(baton),
    };
    await writeWhole(path.join(folder, "run.json"), `${JSON.stringify(record, null, 2)}\n`);
  }

  async function start(): Promise<Begun> {
    await mkdir(folder, { recursive: true });
    const git = codeState(workspace, folder);
    const stream = createWriteStream(runLogPath(workspace, id), { flags: "a" });
    // A log that cannot be written costs the log, not the run.
    stream.on("error", () => stream.destroy());
    log = stream;
    await write(nothingYet, { lock: null, files: [], git: null });
    return { log: stream, git };
  }

  function begun(): Promise<Begun> {
    started ??= start();
    return started;
  }

  return {
    id,
    async begin() {
      await begun();
    },
    line(text) {
      if (log === null || log.destroyed || room < 0) return;
      room -= text.length + 1;
      log.write(room < 0 ? cutNote : `${text}\n`);
    },
    usesPython(state) {
      python = state;
    },
    async finish(told) {
      const { log: stream, git } = await begun();
      await new Promise<void>((resolve) => (stream.destroyed ? resolve() : stream.end(resolve)));
      await write(told, { ...(await lockState(workspace, told.stages)), git: await git });
    },
  };
}

/** What the stages of a run read and wrote, as the lock has it. */
async function lockState(workspace: string, stages: RunRecord["stages"]): Promise<Omit<State, "git">> {
  const [lock, read] = await Promise.all([lockChecksum(workspace), readLock(workspace)]);
  const entries = read.type === "lock" ? read.lock.entries : new Map<string, LockEntry>();
  const files = stages.flatMap(({ name }) => filesOf(name, entries.get(name)));
  return { lock, files };
}

function filesOf(stage: string, entry: LockEntry | undefined): RunRecord["files"] {
  const named = (use: "dependency" | "output", items: readonly LockItem[]) =>
    items.flatMap(({ path: place, md5 }) => (md5 === null ? [] : [{ stage, use, path: place, md5 }]));
  return entry === undefined
    ? []
    : [...named("dependency", entry.dependencies), ...named("output", entry.outputs)];
}
