/** A participant's outbox on the disk: what was asked for while nobody answered outlives the window. Nobody else reads it. */
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { OutboxStore } from "#client/outbox.ts";
import { unlessMissing } from "../../base/missingFile.ts";

export interface OutboxFile extends OutboxStore {
  /** Takes the file away: the participant has left. */
  remove(): Promise<void>;
}

export function outboxFile(path: string): OutboxFile {
  return {
    async load() {
      try {
        return JSON.parse((await unlessMissing(readFile(path, "utf8"))) ?? "[]");
      } catch (error) {
        // A file that holds no JSON was not written by us: nothing in it can be sent.
        if (error instanceof SyntaxError) return [];
        throw error;
      }
    },
    async save(outbox) {
      await mkdir(dirname(path), { recursive: true });
      await writeFileAtomic(path, JSON.stringify(outbox), { mode: 0o600 });
    },
    remove: () => rm(path, { force: true }),
  };
}
