/** On what a run ran: for the record. */
import { arch, cpus, platform, totalmem } from "node:os";
import type { RunRecord } from "#protocol/run.ts";

export function machine(baton: string): RunRecord["machine"] {
  const cores = cpus();
  return {
    platform: platform(),
    architecture: arch(),
    cpu: cores[0]?.model.trim() ?? "unknown",
    cores: cores.length,
    memoryBytes: totalmem(),
    node: process.versions.node,
    baton,
  };
}
