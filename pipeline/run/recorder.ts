/** Writes a run's record: the log while it happens, `run.json` at the end. Makes nothing until there is something to record. */
import { createHash, randomBytes } from "node:crypto";
import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { RunRecord } from "#protocol/run.ts";
import { unlessMissing, writeWhole } from "../files.ts";
import { lockFile } from "../project/project.ts";
import { runFolder, runLogPath } from "../records.ts";
import { gitState, machine } from "./machine.ts";

export type Told = Omit<RunRecord, "version" | "id" | "lock" | "git" | "machine">;

/** Characters of a log that are kept: records stay for good, and a stage may print without end. */
export const largestLog = 16 * 1024 * 1024;
const cutNote = `… (log cut after ${largestLog / 1024 / 1024} MB)\n`;

export interface Recorder {
  readonly id: string;
  /** From here on there will be a record: notes the state of the code. */
  begin(): Promise<void>;
  line(text: string): void;
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

export function createRecorder(workspace: string, id: string, baton: string): Recorder {
  let log: WriteStream | null = null;
  let room = largestLog;
  let started: Promise<{ log: WriteStream; git: Promise<RunRecord["git"]> }> | null = null;
  const start = async () => {
    const git = gitState(workspace);
    await mkdir(runFolder(workspace, id), { recursive: true });
    const stream = createWriteStream(runLogPath(workspace, id), { flags: "a" });
    // A log that cannot be written costs the log, not the run.
    stream.on("error", () => stream.destroy());
    log = stream;
    return { log: stream, git };
  };
  const begun = () => {
    started ??= start();
    return started;
  };
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
    async finish(told) {
      const { log: stream, git } = await begun();
      await new Promise<void>((resolve) => (stream.destroyed ? resolve() : stream.end(resolve)));
      const { number, ...rest } = told;
      const record: RunRecord = {
        version: 1,
        id,
        number,
        ...rest,
        lock: await lockChecksum(workspace),
        git: await git,
        machine: machine(baton),
      };
      await writeWhole(
        path.join(runFolder(workspace, id), "run.json"),
        `${JSON.stringify(record, null, 2)}\n`,
      );
    },
  };
}
