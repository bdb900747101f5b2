/**
 * Sees to it that a command does not outlive the process that runs it, however suddenly that ends: a small shell
 * waits at a pipe which closes with its owner, and then ends the command's group. Windows does this by itself.
 */
import { spawn } from "node:child_process";
import { startsGroup } from "./processTree.ts";

/** Call the result when the command has ended. `pid` leads its own group. */
export function guardGroup(
  pid: number | undefined,
  platform: NodeJS.Platform = process.platform,
): () => void {
  if (pid === undefined || !startsGroup(platform)) return () => undefined;
  const guard = spawn("/bin/sh", ["-c", 'read -r _; kill -s KILL -- "-$0"', String(pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    // Its own group, out of reach of a Ctrl+C in the terminal.
    detached: true,
  });
  // Without a guard the command runs all the same.
  guard.on("error", () => undefined);
  guard.stdin.on("error", () => undefined);
  guard.unref();
  return () => guard.kill("SIGKILL");
}
