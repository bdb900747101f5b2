/** Runs the built `baton` command as a user would: its own process, both streams, the exit code. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { builtProduct } from "./built.ts";

export interface CommandOutput {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly child: ChildProcess;
  readonly output: Promise<CommandOutput>;
}

export async function startBaton(cwd: string, args: readonly string[]): Promise<RunningCommand> {
  const { command } = await builtProduct();
  const child = spawn(process.execPath, [command, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const read = Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { child, output: read.then(([stdout, stderr]) => ({ code: child.exitCode, stdout, stderr })) };
}

export async function baton(cwd: string, ...args: readonly string[]): Promise<CommandOutput> {
  return (await startBaton(cwd, args)).output;
}
