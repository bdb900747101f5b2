/** A thread that hashes one large file after the other. The only file that runs on it; it is bundled as one. */
import { parentPort } from "node:worker_threads";
import { errorCode } from "../files.ts";
import { md5OfFile } from "./fileHash.ts";

export type Md5Answer =
  | { readonly type: "hashed"; readonly md5: string }
  | { readonly type: "failed"; readonly code: string | null; readonly message: string };

async function answerFor(file: string): Promise<Md5Answer> {
  try {
    return { type: "hashed", md5: await md5OfFile(file, Number.POSITIVE_INFINITY) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { type: "failed", code: errorCode(error), message };
  }
}

parentPort?.on("message", async (file: string) => parentPort?.postMessage(await answerFor(file)));
