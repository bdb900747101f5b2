/** Fetches from the relay the outputs that `dvc.lock` names and the cache here lacks, so that a run makes none anew. */
import { ObjectRefusedError } from "#client/objects/objectRefusedError.ts";
import type { ObjectsClient } from "#client/objects/objectsClient.ts";
import type { TravellingObjects } from "#pipeline/cache/travel.ts";
import type { LockedStage } from "#pipeline/lock/lockedOutputs.ts";
import { placeOutputs } from "#pipeline/run/placeOutputs.ts";
import {
  type Mover,
  type Transfer,
  type TransferOptions,
  type TransferOutcome,
  transferring,
} from "./transfer.ts";
import type { Parcel } from "./transferPlan.ts";

/** For the new driver, when `dvc.lock` has arrived. */
export async function fetchCache(
  workspace: string,
  client: ObjectsClient,
  options: TransferOptions,
): Promise<TransferOutcome> {
  return await transferring(workspace, options, async (transfer) => {
    // Listings of folders first: only they say what else there is to fetch.
    const listed = await bring(transfer, client, transfer.stages, listingsOf);
    await bring(transfer, client, listed, (stage) => namesOf(transfer.objects, stage));
    await placeOutputs(workspace, transfer.signal);
  });
}

type Needs = (stage: LockedStage) => Promise<readonly string[]> | readonly string[];

/** Fetches what each stage needs; gives the stages that have it all then. */
async function bring(
  { objects, signal, miss, move }: Transfer,
  client: ObjectsClient,
  stages: readonly LockedStage[],
  needs: Needs,
): Promise<readonly LockedStage[]> {
  const orders = await ordersFor(objects, stages, needs);
  const wanted = new Set(orders.flatMap(({ lacking }) => lacking));
  const held = await client.held([...wanted], signal);
  const parcels: Parcel[] = [];
  for (const { stage, lacking } of orders) {
    const paths = stage.outputs.map(({ path }) => path);
    const sizes = sizesOf(lacking, held.bytes);
    if (sizes === null) miss(paths);
    else parcels.push({ stage: stage.name, paths, objects: sizes });
  }
  await move(parcels, getFrom(client, objects));
  const after = await ordersFor(objects, stages, needs);
  return after.filter(({ lacking }) => lacking.length === 0).map(({ stage }) => stage);
}

/** Null where the relay does not have all of it. */
function sizesOf(
  names: readonly string[],
  held: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> | null {
  const sizes = new Map<string, number>();
  for (const name of names) {
    const bytes = held.get(name);
    if (bytes === undefined) return null;
    sizes.set(name, bytes);
  }
  return sizes;
}

interface Order {
  readonly stage: LockedStage;
  /** What is not here. */
  readonly lacking: readonly string[];
}

async function ordersFor(
  objects: TravellingObjects,
  stages: readonly LockedStage[],
  needs: Needs,
): Promise<readonly Order[]> {
  return await Promise.all(
    stages.map(async (stage) => {
      const names = await needs(stage);
      const sizes = await Promise.all(names.map((name) => objects.bytesOf(name)));
      return { stage, lacking: names.filter((_, index) => sizes[index] === null) };
    }),
  );
}

function listingsOf({ outputs }: LockedStage): readonly string[] {
  return outputs.map(({ object }) => object).filter((object) => object.endsWith(".dir"));
}

/** All objects of a stage's outputs. */
async function namesOf(objects: TravellingObjects, { outputs }: LockedStage): Promise<readonly string[]> {
  const members = await Promise.all(outputs.map(({ object }) => objects.membersOf(object)));
  const names = outputs.flatMap(({ object }, index) => [object, ...(members[index] ?? [])]);
  return [...new Set(names)];
}

/** The relay may have thrown away meanwhile what it had. */
function getFrom(client: ObjectsClient, objects: TravellingObjects): Mover {
  return async ({ name, options }) => {
    try {
      const outcome = await client.get(name, (content) => objects.receive(name, content), options);
      return outcome === "kept" ? "moved" : outcome;
    } catch (error) {
      if (error instanceof ObjectRefusedError && error.reason === "not-found") return "absent";
      throw error;
    }
  };
}
