/** A run's record, made by hand: what a test does not name is as plain as it can be. */
import type { RunRecord } from "#protocol/run.ts";

export function runRecord(change: Partial<RunRecord> = {}): RunRecord {
  return {
    version: 1,
    id: "20260101T000000Z-0000",
    number: 1,
    startedAt: "2026-01-01T00:00:00.000Z",
    ms: 1_000,
    trigger: { who: "Ana", why: "command", note: null },
    outcome: "done",
    stages: [],
    params: [],
    metrics: [],
    plots: [],
    lock: null,
    git: null,
    files: [],
    environment: { python: null },
    suggestion: null,
    machine: {
      platform: "linux",
      architecture: "x64",
      cpu: "a processor",
      cores: 2,
      memoryBytes: 1,
      node: "24.0.0",
      baton: "0.1.0",
    },
    ...change,
  };
}
