/** The records that runs leave under `.baton/runs/`: reading them back. Writing them is `run/recorder.ts`'s business. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import type * as z from "zod";
import { type RunRecord, runRecordSchema } from "#protocol/run.ts";
import { readUtf8, unlessMissing } from "./files.ts";

/** A moment in UTC and a few random digits: sorts by time. */
const runId = /^\d{8}T\d{6}Z-[0-9a-f]{4,}$/;

/**
 * Newest first; unreadable ones are skipped, and do not count towards the limit. The record of a run that has ended
 * never changes: those of the same workspace that are `known` are not read again.
 */
export async function readRunRecords(
  workspace: string,
  limit = Number.POSITIVE_INFINITY,
  known: readonly RunRecord[] = [],
): Promise<RunRecord[]> {
  const before = new Map(known.map((record) => [record.id, record]));
  const records: RunRecord[] = [];
  for (const id of await runIds(workspace)) {
    if (records.length >= limit) break;
    const seen = before.get(id);
    const final = seen === undefined || seen.outcome === "interrupted" ? null : seen;
    const record = final ?? (await readRecord(workspace, id, runRecordSchema));
    if (record !== null) records.push(record);
  }
  return records;
}

export function runLogPath(workspace: string, id: string): string {
  return path.join(runFolder(workspace, id), "log.txt");
}

export function runFolder(workspace: string, id: string): string {
  return path.join(workspace, ".baton", "runs", id);
}

const lastRunSchema = runRecordSchema.pick({
  id: true,
  number: true,
  outcome: true,
  lock: true,
  stages: true,
});

export type LastRun = z.infer<typeof lastRunSchema>;

/** What is needed to tell whether anything happened since; null before the first run. */
export async function readLastRun(workspace: string): Promise<LastRun | null> {
  for (const id of await runIds(workspace)) {
    const record = await readRecord(workspace, id, lastRunSchema);
    if (record !== null) return record;
  }
  return null;
}

/** Newest first. */
async function runIds(workspace: string): Promise<string[]> {
  const names = (await unlessMissing(readdir(path.join(workspace, ".baton", "runs")))) ?? [];
  return names
    .filter((name) => runId.test(name))
    .sort()
    .reverse();
}

async function readRecord<Output>(
  workspace: string,
  id: string,
  schema: z.ZodType<Output>,
): Promise<Output | null> {
  const file = await readUtf8(path.join(runFolder(workspace, id), "run.json"));
  if (file.type !== "text") return null;
  try {
    return schema.safeParse(JSON.parse(file.text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
