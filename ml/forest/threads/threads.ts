/** Threads that grow trees. Starting one, and letting it compile its code, costs more than many a forest: they stay. */
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";

/** Beside the bundle in `dist/`; from the sources, the source itself. */
const workerFile = import.meta.url.endsWith(".ts") ? "./worker.ts" : "./forestWorker.js";

export interface Thread {
  readonly worker: Worker;
  /** For one forest: takes its task, gives answers. */
  readonly port: MessagePort;
}

/** Threads that wait for the next forest. */
const idle: Worker[] = [];

export function takeThreads(count: number): Thread[] {
  return Array.from({ length: count }, () => {
    const worker = idle.pop() ?? startWorker();
    const { port1, port2 } = new MessageChannel();
    port1.unref();
    worker.postMessage(port2, [port2]);
    return { worker, port: port1 };
  });
}

/** They may still be at a tree that nobody waits for any more. */
export function giveBackThreads(threads: readonly Thread[]): void {
  for (const { worker, port } of threads) {
    port.close();
    worker.unref();
    idle.push(worker);
  }
}

export function endThreads(threads: readonly Thread[]): void {
  for (const { worker, port } of threads) {
    port.close();
    void worker.terminate();
  }
}

/** It keeps no process alive. */
function startWorker(): Worker {
  const worker = new Worker(new URL(workerFile, import.meta.url), { execArgv: [] });
  worker.unref();
  const forget = () => {
    const place = idle.indexOf(worker);
    if (place >= 0) idle.splice(place, 1);
  };
  // Heard in any case, as an error that nobody hears would end the process.
  worker.on("error", forget);
  worker.once("exit", forget);
  return worker;
}
