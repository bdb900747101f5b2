/**
 * Hashes large files on threads of their own, several at once: a data set of gigabytes takes a fraction of the time,
 * and who asks can do other things meanwhile. Small files cost less than the way to a thread and back.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type Md5OfFile, md5OfFile } from "./fileHash.ts";
import type { Md5Answer } from "./md5Worker.ts";

/** Bytes. */
const worthAThread = 16 * 1024 * 1024;
/** Disks do not get faster with more readers than this. */
const most = Math.min(4, availableParallelism());
/** Milliseconds that idle threads are kept for the next file. */
const rest = 5_000;

export interface Md5Threads {
  readonly md5OfFile: Md5OfFile;
  dispose(): Promise<void>;
}

/** @param workerPath the built md5Worker.ts */
export function createMd5Threads(workerPath: string): Md5Threads {
  const idle: Worker[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;
  let resting: NodeJS.Timeout | undefined;

  async function endIdle(): Promise<void> {
    clearTimeout(resting);
    await Promise.all(idle.splice(0).map((worker) => worker.terminate()));
  }

  async function onThread(file: string, signal?: AbortSignal): Promise<string> {
    if (busy >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    clearTimeout(resting);
    const worker = idle.pop() ?? new Worker(workerPath, { execArgv: [] });
    try {
      const md5 = await hashed(worker, file, signal);
      idle.push(worker);
      return md5;
    } catch (error) {
      // What it is still at, nobody waits for.
      await worker.terminate();
      throw error;
    } finally {
      const next = waiting.shift();
      if (next === undefined) {
        busy -= 1;
        resting = setTimeout(() => void endIdle(), rest).unref();
      } else next();
    }
  }

  return {
    md5OfFile: (file, size, signal) =>
      size < worthAThread ? md5OfFile(file, size, signal) : onThread(file, signal),
    dispose: endIdle,
  };
}

/** Idle, a thread keeps no process alive. */
async function hashed(worker: Worker, file: string, signal?: AbortSignal): Promise<string> {
  worker.ref();
  const listening = new AbortController();
  try {
    const answer = await new Promise<Md5Answer>((resolve, reject) => {
      const { signal: heard } = listening;
      signal?.throwIfAborted();
      signal?.addEventListener("abort", () => reject(signal.reason), { signal: heard });
      worker.once("message", resolve).once("error", reject);
      worker.postMessage(file);
    });
    if (answer.type === "hashed") return answer.md5;
    throw Object.assign(
      new Error(answer.message),
      answer.code === null ? {} : { code: answer.code, path: file },
    );
  } finally {
    listening.abort();
    worker.removeAllListeners("error").removeAllListeners("message");
    worker.on("error", () => undefined).unref();
  }
}
