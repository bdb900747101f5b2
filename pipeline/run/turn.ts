/**
 * One run at a time in a workspace, over all processes. Turns are numbered files under `.baton/turns/`: taking a
 * turn is creating the next number, which only one can; the highest number is never removed, so nobody can take
 * an old one for free. A holder that died is known by its process, or by a heart that no longer beats.
 */
import { mkdir, open, readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import * as z from "zod";
import { atPath, errorCode, unlessMissing } from "../files.ts";

export interface Turn {
  end(): Promise<void>;
}

const holderSchema = z.object({ process: z.number().int(), host: z.string() });
const pollMs = 50;
const beatMs = 2_000;
/** A holder on another machine, or with a process number that was given away again, is dead after this long. */
const silenceMs = 30_000;
/** A file that tells no holder after this long is what somebody left who died while taking it. */
const takingMs = 1_000;
/** What a turn's file begins with once it is over. */
const over = "over";

/** Waits for those before; rejects with the signal's reason when it is aborted meanwhile. */
export async function takeTurn(workspace: string, onWait: () => void, signal: AbortSignal): Promise<Turn> {
  const folder = path.join(workspace, ".baton", "turns");
  await mkdir(folder, { recursive: true });
  const isOver = watchHolders(folder);
  let waiting = false;
  for (;;) {
    signal.throwIfAborted();
    const last = await lastTurn(folder);
    const turn = (await isOver(last)) ? await tryTurn(folder, last + 1) : null;
    if (turn !== null) return turn;
    if (!waiting) onWait();
    waiting = true;
    await delay(pollMs, undefined, { signal });
  }
}

async function lastTurn(folder: string): Promise<number> {
  const names = await readdir(folder);
  return names.reduce((last, name) => (/^\d+$/.test(name) ? Math.max(last, Number(name)) : last), 0);
}

/** Null when somebody else was faster. */
async function tryTurn(folder: string, number: number): Promise<Turn | null> {
  const file = path.join(folder, String(number));
  const created = await createOnly(file, JSON.stringify({ process: process.pid, host: hostname() }));
  if (!created) return null;
  if ((await lastTurn(folder)) > number) {
    await rm(file, { force: true });
    return null;
  }
  const older = (await readdir(folder)).filter((name) => /^\d+$/.test(name) && Number(name) < number);
  await Promise.all(older.map((name) => rm(path.join(folder, name), { force: true })));
  const heart = setInterval(() => void beat(file), beatMs).unref();
  return {
    async end() {
      clearInterval(heart);
      await unlessMissing(writeOver(file));
    },
  };
}

async function createOnly(file: string, content: string): Promise<boolean> {
  try {
    const handle = await open(file, "wx");
    try {
      await handle.writeFile(content).finally(() => handle.close());
      return true;
    } catch (error) {
      // A turn that tells no holder would look like one that is just being taken.
      await rm(file, { force: true });
      throw atPath(error, file);
    }
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** Over what stands there, which a full disk still allows. */
async function writeOver(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.write(over, 0).finally(() => handle.close());
}

/** Missing a beat is no reason to fail: the process itself is the better sign of life. */
async function beat(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
}

/** Time is counted in looks, not by the clock: a laptop that slept must not take its own run for dead. */
function watchHolders(folder: string): (number: number) => Promise<boolean> {
  let seen = { number: 0, beat: 0, looks: 0 };
  return async (number) => {
    if (number === 0) return true;
    const file = path.join(folder, String(number));
    const [content, stats] = await Promise.all([
      unlessMissing(readFile(file, "utf8")),
      unlessMissing(stat(file)),
    ]);
    if (content === null || stats === null) return false;
    const same = seen.number === number && seen.beat === stats.mtimeMs;
    seen = { number, beat: stats.mtimeMs, looks: same ? seen.looks + 1 : 0 };
    return content.startsWith(over) || isLeft(holderOf(content), seen.looks);
  };
}

/** `looks`: how often nothing about the turn's file had changed. */
function isLeft(holder: Holder | null, looks: number): boolean {
  if (holder === null) return looks > takingMs / pollMs;
  return isDead(holder) || looks > silenceMs / pollMs;
}

type Holder = z.infer<typeof holderSchema>;

/** Null for a file that is just being written, and for one that is damaged. */
function holderOf(content: string): Holder | null {
  try {
    return holderSchema.safeParse(JSON.parse(content)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** A process of another machine cannot be asked. */
function isDead(holder: Holder): boolean {
  if (holder.host !== hostname()) return false;
  try {
    process.kill(holder.process, 0);
    return false;
  } catch (error) {
    return errorCode(error) === "ESRCH";
  }
}
