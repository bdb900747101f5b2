/** Reads a file that somebody named, with complaints that help to find the right one. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";

/** @throws {Error} with the path, and what is beside it, when there is no such file */
export function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(`${path}: ${reason(error)}${neighbours(path)}`, { cause: error });
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "this is a folder, not a file";
  return error instanceof Error ? error.message : String(error);
}

/** The files beside it: most often the name is just mistyped. */
function neighbours(path: string): string {
  try {
    const names = readdirSync(dirname(path)).filter((name) => name !== basename(path));
    return names.length === 0 ? "" : `; beside it: ${names.slice(0, 10).join(", ")}`;
  } catch {
    return `; nor is there a folder ${dirname(path)}`;
  }
}
