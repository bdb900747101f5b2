#!/usr/bin/env node
/** The `baton` command: finds the command that is asked for, and turns its result into an exit code. */
import { terminalOn, tolerateClosedPipes } from "./terminal.ts";
import { UsageError, usage } from "./usage.ts";

/** Gives the exit code; nothing where the module that was executed decides. */
type Command = (args: readonly string[]) => Promise<number | undefined>;

/** Each is loaded when it is asked for: `exec` starts at once. */
const commands = new Map<string, Command>([
  ["run", async (args) => (await import("./commands/run.ts")).run(args)],
  ["status", async (args) => (await import("./commands/status.ts")).status(args)],
  ["runs", async (args) => (await import("./commands/runs.ts")).runs(args)],
  ["relay", async (args) => (await import("./commands/relay.ts")).relay(args)],
  ["new", async (args) => (await import("./commands/new.ts")).newProject(args)],
  [
    "exec",
    async (args) => {
      await (await import("./commands/exec.ts")).exec(args);
      return undefined;
    },
  ],
  ["--version", async () => print((await import("./product.ts")).productVersion())],
  ["--help", async () => print(usage)],
  ["help", async () => print(usage)],
]);

function print(text: string): number {
  terminalOn(process.stdout).line(text);
  return 0;
}

function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "string" && code.startsWith("ERR_PARSE_ARGS_");
}

function fail(error: unknown): number {
  const stderr = terminalOn(process.stderr);
  if (isUsageError(error)) {
    stderr.line(`baton: ${error.message}\n\n${usage}`);
    return 2;
  }
  stderr.line(`baton: ${error instanceof Error ? error.stack : String(error)}`);
  return 1;
}

/** The oldest Node that loads modules through hooks of ours. */
function tooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < 22 || (major === 22 && minor < 15);
}

async function main([name = "", ...args]: readonly string[]): Promise<number | undefined> {
  if (tooOld(process.versions.node)) {
    terminalOn(process.stderr).line(`baton: needs Node 22.15 or later; this is ${process.versions.node}`);
    return 2;
  }
  const command = commands.get(name);
  try {
    if (command === undefined)
      throw new UsageError(name === "" ? "which command?" : `unknown command '${name}'`);
    return await command(args);
  } catch (error) {
    return fail(error);
  }
}

tolerateClosedPipes();
const code = await main(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;
