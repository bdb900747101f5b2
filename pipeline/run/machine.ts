/** On what a run ran, and from which code: for the record. */
import { execFile } from "node:child_process";
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

/** Null outside of git, before the first commit, or where git is not installed. Takes no lock of the repository. */
export function gitState(workspace: string): Promise<RunRecord["git"]> {
  const command = ["--no-optional-locks", "status", "--porcelain=v2", "--branch"];
  return new Promise((resolve) => {
    execFile("git", command, { cwd: workspace, maxBuffer: 64 * 1024 * 1024 }, (error, output) => {
      const commit = /^# branch\.oid ([0-9a-f]{40,64})$/m.exec(output)?.[1];
      const dirty = output.split("\n").some((line) => line !== "" && !line.startsWith("#"));
      resolve(error !== null || commit === undefined ? null : { commit, dirty });
    });
  });
}
