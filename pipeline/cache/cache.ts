/** `.dvc/cache`: every output that ever was, by its hash; saved from the workspace, and put back into it. */
import { chmod, mkdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { atPath, unlessMissing } from "../files.ts";
import { md5OfFile } from "../hash/fileHash.ts";
import { folderListing, type Hashed } from "../hash/hasher.ts";
import { copy } from "./copy.ts";
import { cacheFolder, contentMd5, createObjects } from "./objects.ts";
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

export function createCache(workspace: string): Cache {
  const root = cacheFolder(workspace);
  const objects = createObjects(workspace);

  async function putFile(md5: string, file: string, signal?: AbortSignal): Promise<void> {
    const { size } = await stat(file);
    await objects.put(md5, size, (temporary) => copy(file, temporary, size, signal));
  }

  async function takeFile(md5: string, to: string, executable: boolean, signal?: AbortSignal): Promise<void> {
    const object = objects.pathOf(md5);
    await mkdir(path.dirname(to), { recursive: true });
    await copy(object, to, (await stat(object)).size, signal);
    await chmod(to, (executable ? 0o777 : 0o666) & ~process.umask());
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
      if (!(await objects.isWhole(md5))) return false;
      const members = await objects.membersOf(md5);
      if (members === null) return false;
      const whole = await Promise.all(members.map((member) => objects.isWhole(member.md5)));
      return whole.every(Boolean);
    },
    async hadLegacy(md5) {
      const file = path.join(root, md5.slice(0, 2), md5.slice(2));
      return (await unlessMissing(stat(file))) !== null;
    },
    async save(place, hashed, signal) {
      const from = path.join(workspace, place);
      if (hashed.type === "file") return putFile(hashed.md5, from, signal);
      for (const file of hashed.files) await putFile(file.md5, path.join(from, file.path), signal);
      await objects.put(hashed.md5, null, (temporary) => writeFile(temporary, folderListing(hashed.files)));
    },
    async checkOut(md5, place, executable, signal) {
      const to = path.join(workspace, place);
      if (!md5.endsWith(".dir")) return takeFile(md5, to, executable, signal);
      await mkdir(to, { recursive: true });
      for (const file of (await objects.membersOf(md5)) ?? []) {
        await takeFile(file.md5, path.join(to, file.path), false, signal);
      }
    },
    async dropDamaged(md5) {
      const members = (await objects.membersOf(md5)) ?? [];
      for (const object of [md5, ...members.map((member) => member.md5)]) {
        const file = objects.pathOf(object);
        const stats = await unlessMissing(stat(file));
        const intact = stats !== null && (await md5OfFile(file, stats.size)) === contentMd5(object);
        if (!intact) await rm(file, { force: true });
      }
    },
    sweep: () => sweepTemporaries(root),
  };
}
