/** The records that runs leave under `.baton/runs/`: reading them back. Writing them is the run's business. */
import path from "node:path";
import type { RunRecord } from "#protocol/run.ts";

/** Newest first; unreadable ones are skipped. */
export async function readRunRecords(_workspace: string, _limit?: number): Promise<RunRecord[]> {
  return [];
}

export function runLogPath(workspace: string, id: string): string {
  return path.join(workspace, ".baton", "runs", id, "log.txt");
}
