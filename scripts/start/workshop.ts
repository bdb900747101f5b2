/** Makes the sample workshop, or goes on with the one that is there, by the command line that people use as well. */
import { access, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { StartOptions } from "./options.mjs";
import { runProgram } from "./program.ts";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

async function baton(args: readonly string[], signal: AbortSignal, cwd?: string): Promise<void> {
  const { code } = await runProgram(process.execPath, [cli, ...args], {
    output: "inherit",
    signal,
    ...(cwd !== undefined && { cwd }),
  });
  // The command has said what is wrong.
  if (code !== 0) throw new Error(`baton ${args[0]} ended with exit code ${code}.`);
}

async function isWorkshop(folder: string): Promise<boolean> {
  return await access(join(folder, "dvc.yaml")).then(
    () => true,
    () => false,
  );
}

/** Gives the workshop's folder. */
export async function prepareWorkshop(options: StartOptions, signal: AbortSignal): Promise<string> {
  const { data } = options;
  const folder = options.folder ?? join(await mkdtemp(join(tmpdir(), "baton-")), "grades-workshop");
  if (await isWorkshop(folder)) {
    if (data === undefined) return folder;
    throw new Error(`${folder} is a workshop already and keeps its data; --data is for a new one.`);
  }
  await baton(["new", folder, ...(data === undefined ? [] : ["--data", data])], signal);
  return folder;
}

/** Runs the whole pipeline; its lines and its metrics appear as they come. */
export async function runPipeline(folder: string, signal: AbortSignal): Promise<void> {
  await baton(["run"], signal, folder);
}
