/** Grows trees on other threads, while this one stays free for others. */
import type { ProgressOptions } from "../../progress.ts";
import type { GrownTree } from "../grow/growTree.ts";
import type { Answer, Task } from "./messages.ts";
import type { Thread } from "./threads.ts";

/** @throws the signal's reason, once it is aborted; {Error} when a thread fails */
export async function growBeside(
  threads: readonly Thread[],
  task: Task,
  { onProgress, signal }: ProgressOptions,
): Promise<GrownTree[]> {
  const { promise, resolve, reject } = Promise.withResolvers<GrownTree[]>();
  const trees: GrownTree[] = [];
  let count = 0;
  const take = (answer: Answer) => {
    if (answer.type === "failed") {
      reject(new Error(`a thread could not grow its trees: ${answer.message}`));
      return;
    }
    trees[answer.index] = answer.grown;
    count++;
    onProgress?.(count, task.seeds.length);
    if (count === task.seeds.length) resolve(trees);
  };
  const abort = () => reject(signal?.reason);
  signal?.addEventListener("abort", abort);
  for (const { worker, port } of threads) {
    worker.ref();
    worker.once("error", reject);
    port.on("message", take);
    port.postMessage(task);
  }
  try {
    return await promise;
  } finally {
    signal?.removeEventListener("abort", abort);
    for (const { worker } of threads) worker.off("error", reject);
  }
}
