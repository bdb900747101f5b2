/**
 * Tells whether a product is up to date: by the size and time of every file that went into it.
 * It reads no contents, so a second `npm start` costs a few hundred stats.
 */
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { type BuildMode, distFolder, projectFolder } from "./folders.ts";

const stampSchema = z.object({
  mode: z.enum(["production", "development"]),
  /** Path from the project's folder to `size:mtime`. */
  inputs: z.record(z.string(), z.string()),
});
const stampsSchema = z.record(z.string(), stampSchema);
const stampsPath = join(distFolder, ".stamps.json");

export type Stamp = z.infer<typeof stampSchema>;

/** `gone` for a file that isn't there. */
async function fingerprint(path: string): Promise<string> {
  const found = await stat(join(projectFolder, path)).catch(() => null);
  return found === null ? "gone" : `${found.size}:${found.mtimeMs}`;
}

export async function stampOf(mode: BuildMode, inputs: readonly string[]): Promise<Stamp> {
  const prints = await Promise.all(inputs.map(async (path) => [path, await fingerprint(path)] as const));
  return { mode, inputs: Object.fromEntries(prints) };
}

export async function sameStamp(known: Stamp, mode: BuildMode, outputs: readonly string[]): Promise<boolean> {
  if (known.mode !== mode) return false;
  const made = await Promise.all(outputs.map((path) => stat(path).catch(() => null)));
  if (made.includes(null)) return false;
  const now = await stampOf(mode, Object.keys(known.inputs));
  return Object.entries(known.inputs).every(([path, print]) => now.inputs[path] === print);
}

/** Stamps that can't be read are none: everything is built anew. */
export async function readStamps(): Promise<Map<string, Stamp>> {
  const text = await readFile(stampsPath, "utf8").catch(() => "{}");
  try {
    return new Map(Object.entries(stampsSchema.parse(JSON.parse(text))));
  } catch {
    return new Map();
  }
}

export async function writeStamps(stamps: ReadonlyMap<string, Stamp>): Promise<void> {
  await writeFile(stampsPath, JSON.stringify(Object.fromEntries(stamps)));
}
