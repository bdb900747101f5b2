/**
 * `.dvc/cache`: every output that ever was, by its hash. Objects are read-only and appear whole (written aside,
 * then renamed), so a run that is killed leaves no half of one.
 */
import { chmod, mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { atPath, readUtf8, unlessMissing } from "../files.ts";
import { jsonOrNull } from "../format/json.ts";
import { md5OfFile } from "../hash/fileHash.ts";
import { folderListing, type Hashed, type HashedFolder } from "../hash/hasher.ts";
import { insideWorkspace } from "../project/paths.ts";
import { copy } from "./copy.ts";
import { sweepTemporaries, temporaryIn } from "./temporary.ts";

export interface Cache {
  /** Throws what the operating system says where nothing could be kept. */
  requireWritable(): Promise<void>;
  /** Whether all of it is there and, for a folder, each of its files. */
  has(md5: string): Promise<boolean>;
  /** Whether DVC before version 3 kept it: enough to believe a lock of that time. */
  hadLegacy(md5: string): Promise<boolean>;
  /** Keeps what was hashed at a place of the workspace. */
  save(place: string, hashed: Hashed, signal?: AbortSignal): Promise<void>;
  /** Puts an object where an output belongs, which must be empty. */
  checkOut(md5: string, place: string, executable: boolean, signal?: AbortSignal): Promise<void>;
  /** Throws objects away whose content is not what their name says. */
  dropDamaged(md5: string): Promise<void>;
  /** Removes what killed runs left half written. */
  sweep(): Promise<void>;
}

const listingSchema = z.array(z.object({ md5: z.string().regex(/^[0-9a-f]{32}$/), relpath: z.string() }));

export function createCache(workspace: string): Cache {
  const root = path.join(workspace, ".dvc", "cache");
  const objectPath = (md5: string): string => path.join(root, "files", "md5", md5.slice(0, 2), md5.slice(2));

  async function isWhole(md5: string): Promise<boolean> {
    const file = objectPath(md5);
    const stats = await unlessMissing(stat(file));
    if (stats === null) return false;
    // What can be written to may have been: only then its content is looked at, as DVC does.
    if ((stats.mode & 0o222) === 0) return true;
    return (await md5OfFile(file, stats.size)) === md5.replace(".dir", "");
  }

  async function listing(md5: string): Promise<HashedFolder["files"] | null> {
    const text = await readUtf8(objectPath(md5));
    const parsed = listingSchema.safeParse(text.type === "text" ? jsonOrNull(text.text) : null);
    if (!parsed.success) return null;
    const files = parsed.data.map((file) => ({ path: file.relpath, md5: file.md5 }));
    return files.every((file) => staysInside(file.path)) ? files : null;
  }

  /** What is there already counts if it is as long as it must be; a listing is looked at whole. */
  async function holds(md5: string, size: number | null): Promise<boolean> {
    if (!(await isWhole(md5))) return false;
    if (md5.endsWith(".dir")) return (await md5OfFile(objectPath(md5), 0)) === md5.replace(".dir", "");
    return size === (await stat(objectPath(md5))).size;
  }

  async function put(
    md5: string,
    size: number | null,
    write: (temporary: string) => Promise<void>,
  ): Promise<void> {
    if (await holds(md5, size)) return;
    const temporary = temporaryIn(root);
    const object = objectPath(md5);
    await mkdir(path.dirname(object), { recursive: true });
    try {
      await write(temporary);
      await chmod(temporary, 0o444);
      await rename(temporary, object);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async function putFile(md5: string, file: string, signal?: AbortSignal): Promise<void> {
    const { size } = await stat(file);
    await put(md5, size, (temporary) => copy(file, temporary, size, signal));
  }

  async function takeFile(md5: string, to: string, executable: boolean, signal?: AbortSignal): Promise<void> {
    const object = objectPath(md5);
    await mkdir(path.dirname(to), { recursive: true });
    await copy(object, to, (await stat(object)).size, signal);
    await chmod(to, (executable ? 0o777 : 0o666) & ~process.umask());
  }

  function membersOf(md5: string): Promise<HashedFolder["files"] | null> {
    return md5.endsWith(".dir") ? listing(md5) : Promise.resolve([]);
  }

  return {
    async requireWritable() {
      const probe = temporaryIn(root);
      try {
        await mkdir(root, { recursive: true });
        await writeFile(probe, "", { flag: "wx" });
        await rm(probe, { force: true });
      } catch (error) {
        throw atPath(error, root);
      }
    },
    async has(md5) {
      if (!(await isWhole(md5))) return false;
      const members = await membersOf(md5);
      if (members === null) return false;
      const whole = await Promise.all(members.map((member) => isWhole(member.md5)));
      return whole.every(Boolean);
    },
    async hadLegacy(md5) {
      return (await unlessMissing(stat(path.join(root, md5.slice(0, 2), md5.slice(2))))) !== null;
    },
    async save(place, hashed, signal) {
      const from = path.join(workspace, place);
      if (hashed.type === "file") return putFile(hashed.md5, from, signal);
      for (const file of hashed.files) await putFile(file.md5, path.join(from, file.path), signal);
      await put(hashed.md5, null, (temporary) => writeFile(temporary, folderListing(hashed.files)));
    },
    async checkOut(md5, place, executable, signal) {
      const to = path.join(workspace, place);
      if (!md5.endsWith(".dir")) return takeFile(md5, to, executable, signal);
      await mkdir(to, { recursive: true });
      for (const file of (await listing(md5)) ?? []) {
        await takeFile(file.md5, path.join(to, file.path), false, signal);
      }
    },
    async dropDamaged(md5) {
      const objects = [md5, ...((await membersOf(md5)) ?? []).map((member) => member.md5)];
      for (const object of objects) {
        const file = objectPath(object);
        const stats = await unlessMissing(stat(file));
        const intact = stats !== null && (await md5OfFile(file, stats.size)) === object.replace(".dir", "");
        if (!intact) await rm(file, { force: true });
      }
    },
    sweep: () => sweepTemporaries(root),
  };
}

/** A listing may come from anywhere; it must not write beside its folder. */
function staysInside(relative: string): boolean {
  const place = insideWorkspace("", relative);
  return place.type === "safe" && place.path === relative;
}
