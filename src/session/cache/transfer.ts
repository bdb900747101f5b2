/**
 * A transfer of a pipeline's outputs between this machine and the relay: what it moved, what it left, how it ended.
 * What goes wrong on the way is an outcome, since a turn goes on without: a run makes the outputs again.
 */
import { ObjectRefusedError } from "#client/objects/objectRefusedError.ts";
import { RelayUnreachableError } from "#client/relayRequest.ts";
import { createTravellingObjects, type TravellingObjects } from "#pipeline/cache/travel.ts";
import { fileProblem } from "#pipeline/files.ts";
import { type LockedStage, lockedStages } from "#pipeline/lock/lockedOutputs.ts";
import type { Problem } from "#protocol/problem.ts";
import type { ObjectRefusal } from "#protocol/session/objects.ts";
import { type LeftOut, type Parcel, planTransfer } from "./transferPlan.ts";

export interface TransferOptions {
  readonly signal: AbortSignal;
  /** Bytes that may move; 0: none of it. */
  readonly limit: number;
  readonly onProgress?: (progress: TransferProgress) => void;
}

/** Bytes. The whole is what is known by now: it may grow once, when listings of folders have arrived. */
export interface TransferProgress {
  readonly moved: number;
  readonly whole: number;
}

export type TransferEnding =
  /** All that was to move has moved. */
  | { readonly type: "complete" }
  /** By the setting, or the relay keeps none. */
  | { readonly type: "off" }
  | { readonly type: "cancelled" }
  /** `dvc.yaml` or `dvc.lock` cannot be read. */
  | { readonly type: "unusable"; readonly problems: readonly Problem[] }
  | { readonly type: "refused"; readonly reason: ObjectRefusal }
  | { readonly type: "unreachable" }
  /** A file here could not be read or written. */
  | { readonly type: "failed"; readonly problem: Problem };

export interface TransferOutcome {
  readonly ending: TransferEnding;
  /** What moved, whatever the ending. */
  readonly objects: number;
  readonly bytes: number;
  /** Stages whose outputs were too large for the limit, or for the relay; the largest first. */
  readonly left: readonly LeftOut[];
  /** Outputs of which an object did not arrive as what its hash says: it was refused, whoever got it. */
  readonly corrupt: readonly string[];
  /** Outputs that could not move because some of it is not there: in the cache here, or at the relay. */
  readonly absent: readonly string[];
}

/** What a transfer works with. */
export interface Transfer {
  readonly stages: readonly LockedStage[];
  readonly objects: TravellingObjects;
  readonly signal: AbortSignal;
  /** These outputs cannot move. */
  miss(paths: readonly string[]): void;
  /** Moves what fits within the limit; `capacity`: and within the bytes that whoever gets it holds. */
  move(parcels: readonly Parcel[], mover: Mover, capacity?: number): Promise<void>;
}

export interface MovedObject {
  readonly name: string;
  readonly bytes: number;
  readonly options: { readonly signal: AbortSignal; readonly onBytes: (bytes: number) => void };
}

/** Moves one object. */
export type Mover = (object: MovedObject) => Promise<"moved" | "corrupt" | "absent">;

/** Objects on their way at a time: small ones wait for answers more than for bytes. */
const lanes = 4;

type Tally = { -readonly [Key in keyof Omit<TransferOutcome, "ending">]: TransferOutcome[Key] };

/** Throws only what is nobody's doing. */
export async function transferring(
  workspace: string,
  options: TransferOptions,
  work: (transfer: Transfer) => Promise<void>,
): Promise<TransferOutcome> {
  const tally: Tally = { objects: 0, bytes: 0, left: [], corrupt: [], absent: [] };
  try {
    return { ending: await run(workspace, options, work, tally), ...tally };
  } catch (error) {
    return { ending: endingOf(error, workspace, options.signal), ...tally };
  }
}

async function run(
  workspace: string,
  options: TransferOptions,
  work: (transfer: Transfer) => Promise<void>,
  tally: Tally,
): Promise<TransferEnding> {
  if (options.limit === 0) return { type: "off" };
  const locked = await lockedStages(workspace);
  if (locked.type === "problems") return { type: "unusable", problems: locked.problems };
  await work({
    stages: locked.stages,
    objects: createTravellingObjects(workspace),
    signal: options.signal,
    miss(paths) {
      tally.absent = [...tally.absent, ...paths];
    },
    move: (parcels, mover, capacity = Number.POSITIVE_INFINITY) =>
      move(parcels, mover, { ...options, limit: Math.min(options.limit, capacity) }, tally),
  });
  return { type: "complete" };
}

async function move(
  parcels: readonly Parcel[],
  mover: Mover,
  { signal, limit, onProgress }: TransferOptions,
  tally: Tally,
): Promise<void> {
  const plan = planTransfer(parcels, limit - tally.bytes);
  tally.left = [...tally.left, ...plan.left].toSorted((one, other) => other.bytes - one.bytes);
  const whole = tally.bytes + plan.bytes;
  const underWay = new Map<string, number>();
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);

  function tell(): void {
    const partly = [...underWay.values()].reduce((sum, bytes) => sum + bytes, 0);
    onProgress?.({ moved: tally.bytes + partly, whole });
  }

  async function moveOne(name: string, bytes: number): Promise<void> {
    const onBytes = (moved: number): void => {
      underWay.set(name, moved);
      tell();
    };
    const outcome = await mover({ name, bytes, options: { signal: either, onBytes } });
    underWay.delete(name);
    if (outcome === "moved") {
      tally.objects += 1;
      tally.bytes += bytes;
    } else tally[outcome] = [...new Set([...tally[outcome], ...pathsWith(parcels, name)])];
    tell();
  }

  /** Whoever is free takes the next one. */
  const waiting = plan.objects.entries();
  async function lane(): Promise<void> {
    for (const [name, bytes] of waiting) {
      either.throwIfAborted();
      await moveOne(name, bytes);
    }
  }

  tell();
  const going = Array.from({ length: lanes }, lane);
  // The first that fails ends the others; nothing goes on behind the outcome.
  for (const each of going) each.catch((error: unknown) => failure.abort(error));
  await Promise.allSettled(going);
  either.throwIfAborted();
}

function endingOf(error: unknown, workspace: string, signal: AbortSignal): TransferEnding {
  if (signal.aborted) return { type: "cancelled" };
  if (error instanceof RelayUnreachableError) return { type: "unreachable" };
  if (error instanceof ObjectRefusedError)
    return error.reason === "off" ? { type: "off" } : { type: "refused", reason: error.reason };
  const problem = fileProblem(error, workspace);
  if (problem === null) throw error;
  return { type: "failed", problem };
}

function pathsWith(parcels: readonly Parcel[], name: string): readonly string[] {
  return parcels.filter(({ objects }) => objects.has(name)).flatMap(({ paths }) => paths);
}
