/**
 * Ends this process, and what it started, when the process that started it is gone; even when a stage keeps this
 * thread busy for ever, which is why a second thread looks.
 */
import { Worker } from "node:worker_threads";

/** Milliseconds between two looks. */
const interval = 400;

/** Plain text, because a bundle is one file and a thread needs one of its own. */
const watch = `
  const { workerData } = require("node:worker_threads");
  const gone = () => {
    if (process.platform !== "win32") return process.ppid !== workerData.parent;
    try { process.kill(workerData.parent, 0); return false; } catch { return true; }
  };
  const end = () => {
    try { process.kill(-process.pid, "SIGKILL"); } catch { process.kill(process.pid, "SIGKILL"); }
  };
  setInterval(() => { if (gone()) end(); }, workerData.interval);
`;

/** Where this process leads a group, the group is what the stage started. */
function endOwnTree(): void {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.exit(1);
  }
}

export function endWithParent(): void {
  new Worker(watch, { eval: true, workerData: { parent: process.ppid, interval } }).unref();
  // An idle child need not wait for the next look.
  process.once("disconnect", endOwnTree);
}
