/**
 * The hash of a file or folder as DVC computes it. One hasher serves one run: it remembers rules, and through the
 * hash memory what files held; it never believes a file that changed since.
 */
import type { BigIntStats, Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { statsOf, unlessMissing } from "../files.ts";
import { byCodePoint, pythonString } from "../format/python.ts";
import { legacyMd5OfFile, md5OfText } from "./fileHash.ts";
import { createIgnoreRules, type IgnoreRules, isIgnored } from "./ignored.ts";
import type { HashMemory } from "./memory.ts";

export interface HashedFile {
  readonly type: "file";
  readonly md5: string;
  /** Bytes. */
  readonly size: number;
  readonly executable: boolean;
}

export interface HashedFolder {
  readonly type: "folder";
  /** Ends in `.dir`. */
  readonly md5: string;
  /** Bytes of all its files. */
  readonly size: number;
  /** Sorted by code point; paths are posix, relative to the folder. */
  readonly files: readonly { readonly path: string; readonly md5: string }[];
}

export type Hashed = HashedFile | HashedFolder;

export interface Hasher {
  /** `place`: posix, relative to the workspace. Null when nothing is there. */
  hash(place: string, signal?: AbortSignal): Promise<Hashed | null>;
  /** The md5 by which DVC before version 3 knew it; null when nothing is there. */
  legacyMd5(place: string, signal?: AbortSignal): Promise<string | null>;
  /** A command has run: look again at what was looked at before. */
  forget(): void;
}

interface Walk {
  readonly workspace: string;
  readonly memory: HashMemory;
  readonly rules: IgnoreRules;
  readonly signal: AbortSignal | undefined;
}

interface Found {
  readonly path: string;
  readonly md5: string;
  readonly size: number;
}

export function createHasher(workspace: string, memory: HashMemory): Hasher {
  const seen = new Map<string, Promise<Hashed | null>>();
  let rules = createIgnoreRules(workspace);
  return {
    hash(place, signal) {
      const hashed = seen.get(place) ?? hashPlace({ workspace, memory, rules, signal }, place);
      seen.set(place, hashed);
      return hashed;
    },
    async legacyMd5(place, signal) {
      const hashed = await this.hash(place, signal);
      return hashed === null ? null : await unlessMissing(legacyOf(workspace, place, hashed, signal));
    },
    forget() {
      seen.clear();
      rules = createIgnoreRules(workspace);
    },
  };
}

async function hashPlace(walk: Walk, place: string): Promise<Hashed | null> {
  const stats = await unlessMissing(stat(path.join(walk.workspace, place), { bigint: true }));
  return stats === null ? null : unlessMissing(hashFound(walk, place, stats));
}

async function hashFound(walk: Walk, place: string, stats: BigIntStats): Promise<Hashed> {
  if (stats.isDirectory()) return folderOf(place, await walkFolder(walk, place));
  const md5 = await hashFile(walk, place, stats);
  return { type: "file", md5, size: Number(stats.size), executable: isExecutable(stats) };
}

async function legacyOf(
  workspace: string,
  place: string,
  hashed: Hashed,
  signal?: AbortSignal,
): Promise<string> {
  const file = path.join(workspace, place);
  if (hashed.type === "file") return await legacyMd5OfFile(file, signal);
  const files: { path: string; md5: string }[] = [];
  for (const { path: inner } of hashed.files) {
    files.push({ path: inner, md5: await legacyMd5OfFile(path.join(file, inner), signal) });
  }
  return `${md5OfText(folderListing(files))}.dir`;
}

/** Windows has no such permission: there nothing is executable, as in DVC. */
function isExecutable(stats: BigIntStats): boolean {
  return process.platform !== "win32" && (stats.mode & 0o100n) !== 0n;
}

/** The text whose md5 names a folder: `json.dumps` of its files, as Python writes it. */
export function folderListing(files: HashedFolder["files"]): string {
  const items = files.map(
    (file) => `{"md5": ${pythonString(file.md5)}, "relpath": ${pythonString(file.path)}}`,
  );
  return `[${items.join(", ")}]`;
}

function folderOf(place: string, found: readonly Found[]): HashedFolder {
  const cut = place === "" ? 0 : place.length + 1;
  const files = byCodePoint(
    found.map((file) => ({ path: file.path.slice(cut), md5: file.md5 })),
    (file) => file.path,
  );
  const size = found.reduce((sum, file) => sum + file.size, 0);
  return { type: "folder", md5: `${md5OfText(folderListing(files))}.dir`, size, files };
}

/**
 * Links to folders are not followed, links to files are; empty folders leave no trace, nor do links that lead
 * nowhere and files that vanish while one looks.
 */
async function walkFolder(walk: Walk, folder: string): Promise<Found[]> {
  walk.signal?.throwIfAborted();
  const [entries, rules] = await Promise.all([
    readdir(path.join(walk.workspace, folder), { withFileTypes: true }),
    walk.rules.of(folder),
  ]);
  const found: Found[][] = [];
  for (const batch of batches(entries, 64)) {
    found.push(...(await Promise.all(batch.map((entry) => visit(walk, folder, entry, rules)))));
  }
  return found.flat();
}

function batches<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

async function visit(
  walk: Walk,
  folder: string,
  entry: Dirent,
  rules: Awaited<ReturnType<IgnoreRules["of"]>>,
): Promise<Found[]> {
  const place = folder === "" ? entry.name : `${folder}/${entry.name}`;
  if (isIgnored(rules, place, entry.isDirectory())) return [];
  if (entry.isDirectory()) return (await unlessMissing(walkFolder(walk, place))) ?? [];
  const stats = statsOf(path.join(walk.workspace, place));
  if (stats === null || stats.isDirectory()) return [];
  const md5 = await unlessMissing(hashFile(walk, place, stats));
  return md5 === null ? [] : [{ path: place, md5, size: Number(stats.size) }];
}

function hashFile(walk: Walk, place: string, stats: BigIntStats): Promise<string> {
  if (stats.isFile()) return walk.memory.md5(place, stats, walk.signal);
  const strange = new Error("it is neither a file nor a folder");
  const file = path.join(walk.workspace, place);
  return Promise.reject(Object.assign(strange, { code: "EINVAL", path: file }));
}
