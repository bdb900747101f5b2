/**
 * The folder of outputs that wait for the next driver, each under its md5. An object is there whole or not at all:
 * written aside, its md5 reckoned meanwhile, then renamed. They are copies of what a participant has: nothing is
 * lost when one goes, so those unused longest make room.
 */
import { createHash } from "node:crypto";
import { type FileHandle, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { md5Of, openUsed, readHeld, removeNow, writeObject } from "./objectFiles.ts";

export interface ObjectBounds {
  /** Bytes of all, and their number. */
  readonly bytes: number;
  readonly count: number;
  /** Bytes that stay free on the disk. */
  readonly spare: number;
}

export type PutOutcome = "kept" | "corrupt" | "too-large" | "unavailable" | "disk-full";

export interface StoredObject {
  readonly bytes: number;
  /** What turns out to be damaged is thrown away at its end; whoever gets it sees that for themselves. */
  sendTo(destination: Writable): Promise<void>;
}

export interface ObjectStore {
  /** Bytes; null where it is not. To ask for it counts as using it. */
  bytesOf(name: string): number | null;
  /** `bytes`: what was announced. Rejects when the content breaks off; then nothing is left of it. */
  put(name: string, bytes: number, content: AsyncIterable<Buffer>): Promise<PutOutcome>;
  open(name: string): Promise<StoredObject | null>;
  /** Throws all of it away, and takes nothing more. */
  clear(): void;
  /** Resolves when nothing is being written any more. */
  close(): Promise<void>;
}

/** Sweeps what a relay that was killed left half written, and counts what is there. */
export async function openObjectStore(folder: string, bounds: ObjectBounds): Promise<ObjectStore> {
  const held = await readHeld(folder);
  const writing = new Set<Promise<unknown>>();
  let total = [...held.values()].reduce((sum, bytes) => sum + bytes, 0);
  /** Bytes of objects on their way in. */
  let announced = 0;
  let state: "open" | "closed" = "open";
  const fileOf = (name: string): string => join(folder, name);

  /** An object of the same name may come in right after. */
  function drop(name: string): void {
    total -= held.get(name) ?? 0;
    held.delete(name);
    removeNow(fileOf(name));
  }

  /** The last in the order is the one used last. */
  function touch(name: string, bytes: number): void {
    held.delete(name);
    held.set(name, bytes);
  }

  /** False where even an empty store would have no room beside what is on its way. */
  function makeRoom(bytes: number): boolean {
    if (announced + bytes > bounds.bytes) return false;
    for (const name of held.keys()) {
      if (total + announced + bytes <= bounds.bytes && held.size < bounds.count) break;
      drop(name);
    }
    return true;
  }

  async function hasDisk(): Promise<boolean> {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize >= announced + bounds.spare;
  }

  async function admit(name: string, bytes: number, content: AsyncIterable<Buffer>): Promise<PutOutcome> {
    if (bytes > bounds.bytes) return "too-large";
    if (state === "closed" || !makeRoom(bytes)) return "unavailable";
    announced += bytes;
    const written = write(name, bytes, content);
    return await written.finally(() => {
      announced -= bytes;
    });
  }

  async function write(name: string, bytes: number, content: AsyncIterable<Buffer>): Promise<PutOutcome> {
    const outcome = (await hasDisk()) ? await writeObject(folder, name, bytes, content) : "disk-full";
    if (outcome !== "kept") return outcome;
    total += held.has(name) ? 0 : bytes;
    touch(name, bytes);
    if (state === "open") return outcome;
    drop(name);
    return "unavailable";
  }

  async function send(name: string, file: FileHandle, destination: Writable): Promise<void> {
    const hash = createHash("md5");
    await pipeline(
      file.createReadStream(),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
        if (hash.digest("hex") !== md5Of(name)) drop(name);
      },
      destination,
    );
  }

  function bytesOf(name: string): number | null {
    const bytes = held.get(name);
    if (bytes === undefined) return null;
    touch(name, bytes);
    return bytes;
  }

  // Another start may have allowed more.
  makeRoom(0);
  return {
    bytesOf,
    put(name, bytes, content) {
      const put = admit(name, bytes, content);
      writing.add(put);
      const over = (): boolean => writing.delete(put);
      put.then(over, over);
      return put;
    },
    async open(name) {
      if (bytesOf(name) === null) return null;
      const file = await openUsed(fileOf(name));
      if (file !== null)
        return { bytes: (await file.stat()).size, sendTo: (destination) => send(name, file, destination) };
      drop(name);
      return null;
    },
    clear() {
      state = "closed";
      for (const name of held.keys()) drop(name);
    },
    async close() {
      state = "closed";
      await Promise.allSettled(writing);
    },
  };
}
