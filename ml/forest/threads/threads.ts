/** Threads that grow trees: they start, wait for their task, and end. */
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";

/** Beside the bundle in `dist/`; from the sources, the source itself. */
const workerFile = import.meta.url.endsWith(".ts") ? "./worker.ts" : "./forestWorker.js";

export interface Thread {
  readonly worker: Worker;
  /** Takes a task; gives answers. */
  readonly port: MessagePort;
}

/** A thread that waits for its task. It keeps no process alive. */
export function startThread(): Thread {
  const { port1, port2 } = new MessageChannel();
  const url = new URL(workerFile, import.meta.url);
  const worker = new Worker(url, { workerData: port2, transferList: [port2], execArgv: [] });
  worker.unref();
  port1.unref();
  return { worker, port: port1 };
}

export function startThreads(count: number): Thread[] {
  return Array.from({ length: count }, startThread);
}

export function endThreads(threads: readonly Thread[]): void {
  for (const { worker, port } of threads) {
    port.close();
    void worker.terminate();
  }
}
