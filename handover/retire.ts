/**
 * Ends a finished work branch: deletes it here and on the remote, but only when the remote's base has the work.
 * Until then a single folder would hold what the whole team wrote.
 */
import { deleteHere, deleteThere } from "./deleteBranch.ts";
import { workTrailer } from "./finishMessage.ts";
import { isKept, isUntouched, keepQuietly, landed } from "./landed.ts";
import { type HandoverOptions, type Operation, operate } from "./operation.ts";
import { HandoverRefusal, type Refused } from "./problem.ts";
import { fetchTeam, trackingRef } from "./remote.ts";
import { commitOf } from "./repository.ts";
import { leaveWork } from "./switch.ts";

export interface Retired {
  readonly type: "retired";
  readonly branch: string;
  /** Whether there was one to delete. */
  readonly here: boolean;
  readonly there: boolean;
  readonly notes: readonly string[];
}

/** The work is not where everybody has it; nothing was deleted. */
export interface Waiting {
  readonly type: "waiting";
  readonly until: "committed" | "pushed";
  readonly sentence: string;
}

export function retireWork(options: HandoverOptions): Promise<Retired | Waiting | Refused> {
  return operate(options, async (operation) => {
    const { git, names, remote } = operation;
    await fetchTeam(operation);
    const here = await commitOf(git, `refs/heads/${names.work}`);
    const there = await commitOf(git, trackingRef(remote, names.work));
    const base = trackingRef(remote, names.base);
    if (there !== null && (await isUntouched(git, there, base))) {
      const message = `Nothing was handed over on ${names.work} yet, so there is nothing to finish. It stays as it is.`;
      throw new HandoverRefusal("nothing-to-finish", message);
    }
    const waiting = await waitingFor(operation, await undecided(operation, here, there));
    return waiting ?? (await retire(operation, here, there));
  });
}

async function retire(operation: Operation, here: string | null, there: string | null): Promise<Retired> {
  const { names, notes } = operation;
  await leaveWork(operation);
  if (there !== null) {
    await keepQuietly(operation, there);
    await deleteThere(operation, names.work, there);
  }
  if (here !== null) {
    await keepQuietly(operation, here);
    await deleteHere(operation, names.work, here);
  }
  return { type: "retired", branch: names.work, here: here !== null, there: there !== null, notes };
}

/** The commits that must be on the base before their branches may go. */
async function undecided(operation: Operation, here: string | null, there: string | null): Promise<string[]> {
  // Gone from the remote, where all of it was: somebody else decided, and this folder keeps it out of sight.
  if (there === null && here !== null && (await isKept(operation, here))) return [];
  return [...new Set([here, there])].filter((tip) => tip !== null);
}

/** Null when the remote's base has all of it. */
async function waitingFor(operation: Operation, tips: readonly string[]): Promise<Waiting | null> {
  const { git, names, remote } = operation;
  if (await areIn(operation, tips, trackingRef(remote, names.base))) return null;
  const own = await commitOf(git, `refs/heads/${names.base}`);
  const committed = own !== null && (await areIn(operation, tips, own));
  const sentence = committed
    ? `The work is on your ${names.base}. Push it; then ${names.work} can be deleted.`
    : `The work is not on ${names.base} yet. Commit and push it; until then ${names.work} stays.`;
  return { type: "waiting", until: committed ? "pushed" : "committed", sentence };
}

async function areIn(operation: Operation, tips: readonly string[], base: string): Promise<boolean> {
  for (const tip of tips) if (!(await isIn(operation, tip, base))) return false;
  return true;
}

async function isIn({ git }: Operation, tip: string, base: string): Promise<boolean> {
  const claim = ["--fixed-strings", `--grep=${workTrailer}: ${tip}`];
  const said = await git.read(["log", "--max-count=1", "--format=%H", ...claim, base, "--"]);
  return await landed(git, tip, base, said !== "");
}
