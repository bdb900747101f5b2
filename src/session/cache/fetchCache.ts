/** Fetches from the relay the outputs that `dvc.lock` names and the cache here lacks, so that a run makes none anew. */
import { ObjectRefusedError } from "#client/objects/objectRefusedError.ts";
import type { ObjectsClient } from "#client/objects/objectsClient.ts";
import type { TravellingObjects } from "#pipeline/cache/travel.ts";
import type { LockedStage } from "#pipeline/lock/lockedOutputs.ts";
import { placeOutputs } from "#pipeline/run/placeOutputs.ts";
import { namesOf, pathsOf, sizesHere } from "./stageObjects.ts";
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
    await bring(transfer, client, listed, async (stage) => (await namesOf(transfer.objects, stage)) ?? []);
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
  const wanted = new Set(orders.flatMap(({ lacking }) => [...lacking]));
  const held = await client.held([...wanted], signal);
  const parcels: Parcel[] = [];
  for (const { stage, lacking } of orders) {
    const sizes = new Map(Array.from(held.bytes).filter(([name]) => lacking.has(name)));
    if (sizes.size < lacking.size) miss(pathsOf(stage));
    else parcels.push({ stage: stage.name, paths: pathsOf(stage), objects: sizes });
  }
  await move(parcels, getFrom(client, objects));
  const after = await ordersFor(objects, stages, needs);
  return after.filter(({ lacking }) => lacking.size === 0).map(({ stage }) => stage);
}

interface Order {
  readonly stage: LockedStage;
  /** What is not here. */
  readonly lacking: ReadonlySet<string>;
}

async function ordersFor(
  objects: TravellingObjects,
  stages: readonly LockedStage[],
  needs: Needs,
): Promise<readonly Order[]> {
  return await Promise.all(
    stages.map(async (stage) => {
      const names = await needs(stage);
      const here = await sizesHere(objects, names);
      return { stage, lacking: new Set(names.filter((name) => !here.has(name))) };
    }),
  );
}

function listingsOf({ outputs }: LockedStage): readonly string[] {
  return outputs.map(({ object }) => object).filter((object) => object.endsWith(".dir"));
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
