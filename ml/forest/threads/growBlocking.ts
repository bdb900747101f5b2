/**
 * Grows trees on several threads, this one among them, and waits for the others. Stage code trains in one line,
 * without `await`, so that waiting holds this thread: in a stage's process nothing else happens meanwhile.
 */
import { receiveMessageOnPort } from "node:worker_threads";
import type { GrownTree } from "../grow/growTree.ts";
import { seededGrower } from "../grow/growTrees.ts";
import { type Answer, counter, nextTree, type Task } from "./messages.ts";
import type { Thread } from "./threads.ts";

/** How long a thread is waited for, in the time that a tree takes here; it may be dead, or only just begin. */
const patience = 2;

export function growBlocking(threads: readonly Thread[], task: Task): GrownTree[] {
  for (const { port } of threads) port.postMessage(task);
  const grow = seededGrower(task.data, task.settings);
  const trees = new Map<number, GrownTree>();
  const begun = performance.now();
  for (let next = nextTree(task); next !== null; next = nextTree(task))
    trees.set(next.index, grow(next.seed));
  const milliseconds = (patience * (performance.now() - begun)) / Math.max(1, trees.size);
  let heard = true;
  while (heard && collect(threads, trees) < task.seeds.length)
    heard = awaitAnswer(task.counters, milliseconds);
  // A tree that did not come is grown here: it depends on nothing but its seed.
  return task.seeds.map((seed, index) => {
    collect(threads, trees);
    return trees.get(index) ?? grow(seed);
  });
}

/** Takes in what has come; gives how many trees there are. */
function collect(threads: readonly Thread[], trees: Map<number, GrownTree>): number {
  for (const { port } of threads) {
    for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port)) {
      const answer: Answer = got.message;
      if (answer.type === "failed") throw new Error(`a thread could not grow its trees: ${answer.message}`);
      trees.set(answer.index, answer.grown);
    }
  }
  return trees.size;
}

/** False when nothing came for so long. */
function awaitAnswer(counters: Int32Array, milliseconds: number): boolean {
  const answers = Atomics.exchange(counters, counter.answers, 0);
  return answers > 0 || Atomics.wait(counters, counter.answers, 0, milliseconds) !== "timed-out";
}
