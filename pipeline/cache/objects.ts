/**
 * The cache's objects: one file for each content, named by its md5; a folder's is the listing of its files. They are
 * read-only and appear whole (written aside, then renamed), so whoever is killed leaves no half of one.
 */
import { chmod, mkdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { readUtf8, unlessMissing } from "../files.ts";
import { jsonOrNull } from "../format/json.ts";
import { md5OfFile } from "../hash/fileHash.ts";
import type { HashedFolder } from "../hash/hasher.ts";
import { insideWorkspace } from "../project/paths.ts";
import { temporaryIn } from "./temporary.ts";

export type Members = HashedFolder["files"];

export interface Objects {
  pathOf(md5: string): string;
  isWhole(md5: string): Promise<boolean>;
  /** Files of a folder, none of a file; null where there is no good listing. */
  membersOf(md5: string): Promise<Members | null>;
  /** Does nothing where it is there already. `size` in bytes; null for a listing, which is looked at whole. */
  put(md5: string, size: number | null, write: (temporary: string) => Promise<void>): Promise<void>;
  /** The same of what stands in a file beside the objects, which is moved, or stays where nothing had to be done. */
  adopt(md5: string, size: number | null, file: string): Promise<void>;
}

const listingSchema = z.array(z.object({ md5: z.string().regex(/^[0-9a-f]{32}$/), relpath: z.string() }));

export function cacheFolder(workspace: string): string {
  return path.join(workspace, ".dvc", "cache");
}

export function createObjects(workspace: string): Objects {
  const root = cacheFolder(workspace);
  const pathOf = (md5: string): string => path.join(root, "files", "md5", md5.slice(0, 2), md5.slice(2));

  async function isWhole(md5: string): Promise<boolean> {
    const file = pathOf(md5);
    const stats = await unlessMissing(stat(file));
    if (stats === null) return false;
    // What can be written to may have been: only then its content is looked at, as DVC does.
    if ((stats.mode & 0o222) === 0) return true;
    return (await md5OfFile(file, stats.size)) === contentMd5(md5);
  }

  /** What is there already counts if it is as long as it must be; a listing is looked at whole. */
  async function holds(md5: string, size: number | null): Promise<boolean> {
    if (!(await isWhole(md5))) return false;
    if (md5.endsWith(".dir")) return (await md5OfFile(pathOf(md5), 0)) === contentMd5(md5);
    return size === (await stat(pathOf(md5))).size;
  }

  async function place(md5: string, file: string): Promise<void> {
    await mkdir(path.dirname(pathOf(md5)), { recursive: true });
    await chmod(file, 0o444);
    await rename(file, pathOf(md5));
  }

  return {
    pathOf,
    isWhole,
    membersOf: (md5) => (md5.endsWith(".dir") ? readListing(pathOf(md5)) : Promise.resolve([])),
    async put(md5, size, write) {
      if (await holds(md5, size)) return;
      const temporary = temporaryIn(root);
      await mkdir(root, { recursive: true });
      try {
        await write(temporary);
        await place(md5, temporary);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    async adopt(md5, size, file) {
      if (!(await holds(md5, size))) await place(md5, file);
    },
  };
}

/** A listing's name says what it is, too. */
export function contentMd5(md5: string): string {
  return md5.replace(".dir", "");
}

/** Null for what is not there, or no listing of files inside a folder. */
export async function readListing(file: string): Promise<Members | null> {
  const text = await readUtf8(file);
  const parsed = listingSchema.safeParse(text.type === "text" ? jsonOrNull(text.text) : null);
  if (!parsed.success) return null;
  const files = parsed.data.map((entry) => ({ path: entry.relpath, md5: entry.md5 }));
  return files.every((entry) => staysInside(entry.path)) ? files : null;
}

/** A listing may come from anywhere; it must not write beside its folder. */
function staysInside(relative: string): boolean {
  const place = insideWorkspace("", relative);
  const isForeign = path.sep === "\\" && relative.includes("\\");
  return place.type === "safe" && place.path === relative && !isForeign;
}
