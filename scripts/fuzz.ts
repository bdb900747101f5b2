/**
 * Feeds the pipeline engine 100,000 random and mutated `dvc.yaml`, `dvc.lock` and params files: the test's own cases,
 * more of them, on all cores. A case that fails or hangs is named by its seed; `node scripts/fuzz.ts 1 SEED` tries it
 * again.
 *
 *   node scripts/fuzz.ts [cases] [seed]
 */
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { setInterval } from "node:timers";
import { Worker } from "node:worker_threads";

const [cases = 100_000, seed = Date.now() % 1_000_000_000] = process.argv.slice(2).map(Number);
/** Milliseconds in which no case may stand still. */
const patience = 30_000;

async function tryCases(first: number, count: number): Promise<void> {
  const current = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  const script = new URL("../test/pipeline/fuzz/worker.ts", import.meta.url);
  const worker = new Worker(script, { workerData: { first, count, current } });
  let before = -1;
  const watch = setInterval(() => {
    if (before === current[0]) worker.emit("error", new Error(`seed ${before} hangs`));
    before = current[0] ?? -1;
  }, patience);
  try {
    await once(worker, "exit");
  } finally {
    clearInterval(watch);
    await worker.terminate();
  }
}

const threads = Math.min(availableParallelism(), cases);
console.log(`${cases} cases from seed ${seed} on, ${threads} threads`);
const started = performance.now();
const share = Math.ceil(cases / threads);
const shares = Array.from({ length: threads }, (_, index) => index * share);
await Promise.all(shares.map((from) => tryCases(seed + from, Math.min(share, cases - from))));
const seconds = Math.round((performance.now() - started) / 1000);
console.log(`each gave a right answer, or problems with their places; ${seconds} s`);
