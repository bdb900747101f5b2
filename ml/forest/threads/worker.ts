/** A thread that grows trees, one forest after the other. The only file that runs on it; it is bundled as one. */
import { type MessagePort, parentPort } from "node:worker_threads";
import type { GrownTree } from "../grow/growTree.ts";
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
    port.postMessage(message, message.type === "grown" ? memoryOf(message.grown) : []);
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

/** It goes to the other thread, instead of being copied. */
function memoryOf({ tree, importances }: GrownTree): ArrayBuffer[] {
  return [...Object.values(tree), importances]
    .map((numbers) => numbers?.buffer)
    .filter((memory) => memory instanceof ArrayBuffer);
}

parentPort?.on("message", (port: MessagePort) => port.once("message", (task: Task) => work(port, task)));
