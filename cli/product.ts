/** Where the built product's parts stand, and which version it is. True for the built command only. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as z from "zod";

/** A file or folder beside the built command. */
export function besideCommand(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

export function productVersion(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
