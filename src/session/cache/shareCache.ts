/** Hands the outputs that `dvc.lock` names to the relay, for whoever drives next. Of what the relay has, nothing moves. */
import { ObjectRefusedError } from "#client/objects/objectRefusedError.ts";
import type { ObjectsClient } from "#client/objects/objectsClient.ts";
import type { TravellingObjects } from "#pipeline/cache/travel.ts";
import type { LockedStage } from "#pipeline/lock/lockedOutputs.ts";
import { namesOf, pathsOf, sizesHere } from "./stageObjects.ts";
import { type Mover, type TransferOptions, type TransferOutcome, transferring } from "./transfer.ts";
import type { Parcel } from "./transferPlan.ts";

/** For the driver whose turn ends, when `dvc.lock` is what the next driver will get. */
export async function shareCache(
  workspace: string,
  client: ObjectsClient,
  options: TransferOptions,
): Promise<TransferOutcome> {
  return await transferring(workspace, options, async ({ stages, objects, signal, miss, move }) => {
    const parcels: Parcel[] = [];
    for (const stage of stages) {
      const packed = await pack(objects, stage);
      if (packed === null) miss(pathsOf(stage));
      else parcels.push(packed);
    }
    const names = new Set(parcels.flatMap((parcel) => [...parcel.objects.keys()]));
    const held = await client.held([...names], signal);
    const lacking = parcels.map((parcel) => without(parcel, held.bytes));
    await move(lacking, putInto(client, objects), held.capacity);
  });
}

/** Null where the cache does not have all of it. */
async function pack(objects: TravellingObjects, stage: LockedStage): Promise<Parcel | null> {
  const names = await namesOf(objects, stage);
  if (names === null) return null;
  const sizes = await sizesHere(objects, names);
  return sizes.size < names.length ? null : { stage: stage.name, paths: pathsOf(stage), objects: sizes };
}

function without(parcel: Parcel, held: ReadonlyMap<string, number>): Parcel {
  return { ...parcel, objects: new Map([...parcel.objects].filter(([name]) => !held.has(name))) };
}

/** What is damaged here the relay refuses: it reckons the hash itself. */
function putInto(client: ObjectsClient, objects: TravellingObjects): Mover {
  return async ({ name, bytes, options }) => {
    try {
      await client.put({ name, bytes, read: () => objects.read(name) }, options);
      return "moved";
    } catch (error) {
      if (error instanceof ObjectRefusedError && error.reason === "corrupt") return "corrupt";
      throw error;
    }
  };
}
