/** Clears away what handovers left: first says what could go and what would be lost with it, then does just that. */
import { rescuePrefix } from "./branches.ts";
import { deleteHere, deleteThere } from "./deleteBranch.ts";
import { isUntouched, keptPrefix, landed } from "./landed.ts";
import { type HandoverOptions, type Operation, operate } from "./operation.ts";
import { HandoverRefusal, type Refused } from "./problem.ts";
import { fetchTeam, trackingRef } from "./remote.ts";
import { commitOf, commitsBeyond } from "./repository.ts";

/** Something that could go. */
export interface Leftover {
  /** A branch of work, a rescue branch, or commits kept out of sight after their branch was deleted. */
  readonly kind: "work" | "rescue" | "kept";
  readonly where: "here" | "remote";
  /** The branch's name; of kept commits the ref's. */
  readonly name: string;
  readonly commit: string;
  /** Whether everything in it is on the base or in the team's work, too. */
  readonly safe: boolean;
  /** How many commits it has that the base lacks. */
  readonly commits: number;
}

export interface CleanUpPlan {
  readonly type: "plan";
  readonly leftovers: readonly Leftover[];
}

export interface CleanedUp {
  readonly type: "cleaned";
  readonly removed: readonly Leftover[];
  /** Those that could not go, and why. */
  readonly left: readonly { readonly leftover: Leftover; readonly why: string }[];
}

export function planCleanUp(options: HandoverOptions): Promise<CleanUpPlan | Refused> {
  return operate(options, async (operation) => {
    await fetchTeam(operation);
    const found = await refs(operation);
    const leftovers: Leftover[] = [];
    for (const ref of found) leftovers.push(...(await judged(operation, ref)));
    return { type: "plan", leftovers };
  });
}

type Found = Pick<Leftover, "kind" | "where" | "name" | "commit">;

async function refs({ git, remote, names }: Operation): Promise<Found[]> {
  const places = [
    { prefix: `refs/heads/${names.prefix}`, where: "here", cut: "refs/heads/".length },
    { prefix: `${trackingRef(remote, names.prefix)}`, where: "remote", cut: trackingRef(remote, "").length },
    { prefix: keptPrefix, where: "here", cut: 0 },
  ] as const;
  const all = (await git.read(["for-each-ref", "--format=%(objectname) %(refname)"]))
    .split("\n")
    .filter(Boolean);
  return all.flatMap((line) => {
    const [commit = "", ref = ""] = line.split(" ");
    const place = places.find(({ prefix }) => ref.startsWith(prefix));
    if (place === undefined) return [];
    const name = ref.slice(place.cut);
    const rescued = name.startsWith(rescuePrefix(names.prefix)) ? "rescue" : "work";
    return [{ kind: place.prefix === keptPrefix ? "kept" : rescued, where: place.where, name, commit }];
  });
}

/** None for the team's work that is still under way. */
async function judged(operation: Operation, found: Found): Promise<Leftover[]> {
  const { git, remote, names } = operation;
  const base = trackingRef(remote, names.base);
  const onBase = await landed(git, found.commit, base);
  const work = await commitOf(git, trackingRef(remote, names.work));
  const commits = await commitsBeyond(git, found.commit, base);
  const current = found.name === names.work && work !== null;
  if (current && (!onBase || (await isUntouched(git, found.commit, base)))) return [];
  const safe = onBase || (work !== null && (await landed(git, found.commit, work)));
  return [{ ...found, safe, commits }];
}

export interface CleanUpOptions extends HandoverOptions {
  /** Of the plan, what somebody said yes to. */
  readonly leftovers: readonly Leftover[];
}

export function cleanUp(options: CleanUpOptions): Promise<CleanedUp | Refused> {
  return operate(options, async (operation) => {
    const removed: Leftover[] = [];
    const left: { leftover: Leftover; why: string }[] = [];
    for (const leftover of options.leftovers) {
      const why = await remove(operation, leftover);
      if (why === null) removed.push(leftover);
      else left.push({ leftover, why });
    }
    return { type: "cleaned", removed, left };
  });
}

/** Null when it is gone; else why not. */
async function remove(operation: Operation, leftover: Leftover): Promise<string | null> {
  const { name, commit, where, kind } = leftover;
  if (where === "here" && name === operation.repository.branch) {
    return `You are on ${name}. Switch to another branch first.`;
  }
  try {
    if (where === "remote") await deleteThere(operation, name, commit);
    else if (kind === "kept") await operation.git.run(["update-ref", "-d", name, commit]);
    else await deleteHere(operation, name, commit);
    return null;
  } catch (error) {
    if (error instanceof HandoverRefusal) return error.message;
    throw error;
  }
}
