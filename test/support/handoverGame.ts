/**
 * Three drivers who write, commit, take the seat, hand over, finish and wander about while things fail around them;
 * and a ledger of every line that any of them ever saved.
 */
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { finishWork } from "#handover/finish.ts";
import { handOver } from "#handover/handOver.ts";
import type { HandoverOptions } from "#handover/operation.ts";
import { retireWork } from "#handover/retire.ts";
import { takeSeat } from "#handover/take.ts";
import { type Driver, driverNames, type Team, writeHook } from "./gitTeam.ts";

const who = fc.constantFrom(...driverNames);
const file = fc.constantFrom("a.txt", "folder/b.txt");

/** What goes wrong in an operation once it has got to its n-th step. */
const failure = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ type: "none", at: 0 } as const) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom("cancel", "remote-away"), at: fc.nat(8) }) },
);

const where = fc.constantFrom("top", "end");

/** Most begin with something written, so that there is something to lose. */
const move = fc.oneof(
  { weight: 2, arbitrary: fc.record({ type: fc.constant("write"), who, file, where }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("delete"), who, file }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("commit"), who, file, where }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("wander"), who, to: fc.constantFrom("main", "--detach") }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("take"),
      who,
      dirty: fc.constantFrom("refuse", "stash", "stash"),
      ahead: fc.constantFrom("rescue", "keep"),
      failure,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("handOver"),
      who,
      file,
      where,
      checks: fc.constantFrom("block", "warn", "skip"),
      hook: fc.constantFrom("exit 0", "exit 0", "exit 1"),
      failure,
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("together"), who, other: who, file, where }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("finish"), who, failure }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("deleteRemoteBranch"), who }) },
);

export const moves = fc.array(move, { minLength: 10, maxLength: 16 });

type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;
type Failure = typeof failure extends fc.Arbitrary<infer F> ? F : never;

export interface Game {
  play(move: Move): Promise<void>;
  /** Every line that was ever saved into a file. */
  readonly ledger: ReadonlySet<string>;
}

/** Whether git could do it; a person's command may well be refused. */
function tried(driver: Driver, ...args: string[]): boolean {
  try {
    driver.git(...args);
    return true;
  } catch {
    return false;
  }
}

export function handoverGame(team: Team): Game {
  const ledger = new Set<string>();

  function write(driver: Driver, path: string, where: string): void {
    const line = `line ${ledger.size + 1} by ${driver.name};`;
    ledger.add(line);
    const before = driver.has(path) ? driver.read(path) : "";
    driver.write(path, where === "top" ? `${line}\n${before}` : `${before}${line}\n`);
  }

  /** As a person would: what is in no commit is not thrown away. */
  function remove(driver: Driver, path: string): void {
    const committed =
      driver.git("ls-files", "--", path) !== "" && driver.git("status", "--porcelain", "--", path) === "";
    if (committed) rmSync(join(driver.folder, path), { force: true });
  }

  /** Runs an operation during which something fails, and mends it afterwards. */
  async function amid<T>(
    { type, at }: Failure,
    run: (more: Partial<HandoverOptions>) => Promise<T>,
  ): Promise<T> {
    const cancel = new AbortController();
    const away = `${team.remote}.away`;
    let steps = 0;
    const onStep = (): void => {
      steps += 1;
      if (steps !== at) return;
      if (type === "cancel") cancel.abort();
      else renameSync(team.remote, away);
    };
    try {
      return await run({ signal: cancel.signal, onStep });
    } finally {
      if (existsSync(away)) renameSync(away, team.remote);
    }
  }

  /** With the person's own part: the commit, and the push, which may come too late. */
  async function finish(driver: Driver, how: Failure): Promise<void> {
    const finished = await amid(how, (more) => finishWork({ ...driver.take(), ...more }));
    if (finished.type === "conflict") driver.git("reset", "--merge");
    if (finished.type !== "squashed") return;
    tried(driver, "commit", "--no-verify", "--message", finished.message);
    tried(driver, "push", "--no-verify", "origin", "main");
    await retireWork(driver.take());
  }

  async function operate(move: Move): Promise<void> {
    const driver = team.drivers[move.who];
    if (move.type === "take") {
      const { dirty, ahead } = move;
      await amid(move.failure, (more) => takeSeat({ ...driver.take({ dirty, ahead }), ...more }));
    } else if (move.type === "handOver") {
      writeHook(driver.folder, "pre-commit", move.hook);
      await amid(move.failure, (more) => handOver({ ...driver.handOver({ checks: move.checks }), ...more }));
    } else if (move.type === "together") {
      const both = [...new Set([move.who, move.other])];
      write(team.drivers[move.other], move.file, move.where);
      await Promise.all(both.map((name) => handOver(team.drivers[name].handOver({ checks: "skip" }))));
    } else if (move.type === "finish") await finish(driver, move.failure);
  }

  function byHand(move: Move): void {
    const driver = team.drivers[move.who];
    if ("where" in move) write(driver, move.file, move.where);
    if (move.type === "delete") remove(driver, move.file);
    else if (move.type === "wander") tried(driver, "checkout", move.to);
    else if (move.type === "commit") {
      driver.git("add", "--all");
      tried(driver, "commit", "--no-verify", "--message", "By hand");
    } else if (move.type === "deleteRemoteBranch") {
      team.git("update-ref", "-d", "refs/heads/baton/main");
    }
  }

  return {
    ledger,
    async play(move) {
      byHand(move);
      await operate(move);
    },
  };
}

/** The lines of the ledger that `text` does not have. */
export function missingLines(ledger: ReadonlySet<string>, text: string): string[] {
  return [...ledger].filter((line) => !text.includes(line));
}
