/** Runs a program other than git, as a check, with the same watch over it. Never through a shell. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { type Ending, supervised, type Watch } from "./git/supervise.ts";

export interface ProgramResult {
  /** Null when the program could not be started. */
  readonly code: number | null;
  /** Both of its outputs, in the order in which they came. */
  readonly output: string;
  readonly ending: Ending;
}

export interface Program {
  readonly name: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

export async function runProgram(
  { name, args, folder, environment }: Program,
  watch: Watch,
): Promise<ProgramResult> {
  const { result, ending } = await supervised(watch, async () => {
    const child = spawn(name, args, {
      cwd: folder,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    try {
      await once(child, "close");
      return { code: child.exitCode ?? -1, output };
    } catch {
      return { code: null, output };
    }
  });
  if (ending === "cancelled") watch.signal?.throwIfAborted();
  return { ...result, ending };
}
