/** A thread that grows trees until none are left. The only file that runs on it; it is bundled as one. */
import { MessagePort, workerData } from "node:worker_threads";
import { seededGrower } from "../grow/growTrees.ts";
import { type Answer, counter, nextTree, type Task } from "./messages.ts";

function growAll(task: Task, answer: (answer: Answer) => void): void {
  const grow = seededGrower(task.data, task.settings);
  for (let next = nextTree(task); next !== null; next = nextTree(task)) {
    answer({ type: "grown", index: next.index, grown: grow(next.seed) });
  }
}

function work(port: MessagePort, task: Task): void {
  const answer = (message: Answer) => {
    port.postMessage(message);
    Atomics.add(task.counters, counter.answers, 1);
    Atomics.notify(task.counters, counter.answers);
  };
  try {
    growAll(task, answer);
  } catch (error) {
    answer({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  }
  port.close();
}

const port: unknown = workerData;
if (port instanceof MessagePort) port.once("message", (task: Task) => work(port, task));
