/** Follows a started process to its end: its lines as they come, and a cancellation that ends its whole tree. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { lineSplitter } from "./lines.ts";
import { guardGroup } from "./orphanGuard.ts";
import { endProcessTree } from "./processTree.ts";

export type OnLine = (stream: "stdout" | "stderr", line: string) => void;

export type ChildEnd =
  | { type: "exited"; code: number }
  | { type: "signalled"; signal: NodeJS.Signals }
  | { type: "cancelled" }
  /** The program could not be started. */
  | { type: "unstarted"; error: Error };

/** Milliseconds without output after which a process that has ended is not waited for any more. */
const quiet = 250;
const quietChecks = 20;

function streamLines(stream: Readable | null, onLine: (line: string) => void, onData: () => void): void {
  const splitter = lineSplitter(onLine);
  stream?.on("data", (chunk: Buffer) => {
    onData();
    splitter.push(chunk);
  });
  stream?.once("close", () => splitter.end());
}

/**
 * Something that the command left running in the background may hold its output open for ever: once the command
 * itself has ended, only what is still on its way is waited for.
 */
async function untilQuiet(closed: Promise<unknown>, received: () => number): Promise<void> {
  const stop = new AbortController();
  const silence = async (): Promise<void> => {
    for (let check = 0; check < quietChecks; check += 1) {
      const before = received();
      await delay(quiet, undefined, { signal: stop.signal });
      if (received() === before) return;
    }
  };
  await Promise.race([closed, silence().catch(() => undefined)]);
  stop.abort();
}

function endOf(child: ChildProcess): ChildEnd {
  if (child.signalCode !== null) return { type: "signalled", signal: child.signalCode };
  return { type: "exited", code: child.exitCode ?? 1 };
}

export interface Following {
  readonly onLine: OnLine;
  readonly signal: AbortSignal;
  /** Lets the process begin its work: nothing runs before its guard stands. */
  readonly begin: () => void;
}

export async function followChild(
  child: ChildProcess,
  { onLine, signal, begin }: Following,
): Promise<ChildEnd> {
  let chunks = 0;
  const count = (): void => {
    chunks += 1;
  };
  streamLines(child.stdout, (line) => onLine("stdout", line), count);
  streamLines(child.stderr, (line) => onLine("stderr", line), count);
  let ending: Promise<void> | null = null;
  const cancel = (): void => {
    if (child.pid !== undefined) ending = endProcessTree(child.pid);
  };
  const unguard = guardGroup(child.pid);
  signal.addEventListener("abort", cancel);
  if (signal.aborted) cancel();
  const closed = once(child, "close").catch(() => undefined);
  try {
    begin();
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    await untilQuiet(closed, () => chunks);
    child.stdout?.destroy();
    child.stderr?.destroy();
    await ending;
    return ending === null ? endOf(child) : { type: "cancelled" };
  } catch (error) {
    return { type: "unstarted", error: error instanceof Error ? error : new Error(String(error)) };
  } finally {
    unguard();
    signal.removeEventListener("abort", cancel);
  }
}
