/** Makes the sample workshop, or goes on with the one that is there, by the command line that people use as well. */
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { StartOptions } from "./options.mjs";
import { runProgram } from "./program.ts";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** True when the command went well; it has said itself what is wrong. */
async function baton(args: readonly string[], signal: AbortSignal, cwd?: string): Promise<boolean> {
  const { code } = await runProgram(process.execPath, [cli, ...args], {
    output: "inherit",
    signal,
    ...(cwd !== undefined && { cwd }),
  });
  return code === 0;
}

async function isWorkshop(folder: string): Promise<boolean> {
  return await access(join(folder, "dvc.yaml")).then(
    () => true,
    () => false,
  );
}

async function makeWorkshop(folder: string, data: string | undefined, signal: AbortSignal): Promise<void> {
  const made = await baton(["new", folder, ...(data === undefined ? [] : ["--data", data])], signal);
  if (!made) throw new Error("There is no workshop to start with.");
}

/** A new one beside nobody's files; its folder is gone again when it could not be made. */
async function temporaryWorkshop(data: string | undefined, signal: AbortSignal): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), "baton-"));
  const folder = join(parent, "grades-workshop");
  try {
    await makeWorkshop(folder, data, signal);
  } catch (error) {
    await rm(parent, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

/** Gives the workshop's folder. */
export async function prepareWorkshop(options: StartOptions, signal: AbortSignal): Promise<string> {
  const { data, folder } = options;
  if (folder === undefined) return await temporaryWorkshop(data, signal);
  if (!(await isWorkshop(folder))) await makeWorkshop(folder, data, signal);
  else if (data !== undefined) {
    throw new Error(`${folder} is a workshop already and keeps its data; --data is for a new one.`);
  }
  return folder;
}

/** Runs the whole pipeline; its lines and its metrics appear as they come. False when a stage failed. */
export async function runPipeline(folder: string, signal: AbortSignal): Promise<boolean> {
  return await baton(["run"], signal, folder);
}
