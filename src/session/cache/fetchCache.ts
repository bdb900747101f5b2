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
    const { stages, objects } = transfer;
    // Listings of folders first: only they say what else there is to fetch.
    const listed = await bring(transfer, client, options.signal, stages, ({ outputs }) =>
      Promise.resolve(outputs.map(({ object }) => object).filter((object) => object.endsWith(".dir"))),
    );
    await bring(transfer, client, options.signal, listed, (stage) => namesOf(objects, stage));
    await placeOutputs(workspace, options.signal);
  });
}

/** Fetches what each stage needs of it; gives the stages of which all that they need is here then. */
async function bring(
  transfer: Transfer,
  client: ObjectsClient,
  signal: AbortSignal,
  stages: readonly LockedStage[],
  needs: (stage: LockedStage) => Promise<readonly string[]>,
): Promise<readonly LockedStage[]> {
  const { objects, miss, move } = transfer;
  const lacking = async (stage: LockedStage): Promise<readonly string[]> => {
    const names = await needs(stage);
    const sizes = await Promise.all(names.map((name) => objects.bytesOf(name)));
    return names.filter((_, index) => sizes[index] === null);
  };
  const orders = await Promise.all(stages.map(async (stage) => ({ stage, names: await lacking(stage) })));
  const wanted = new Set(orders.flatMap(({ names }) => names));
  const held = await client.held([...wanted], signal);
  const parcels: Parcel[] = [];
  for (const { stage, names } of orders) {
    const paths = stage.outputs.map(({ path }) => path);
    const known = names.flatMap((name) => {
      const bytes = held.bytes.get(name);
      return bytes === undefined ? [] : [[name, bytes] as const];
    });
    if (known.length < names.length) miss(paths);
    else if (names.length > 0) parcels.push({ stage: stage.name, paths, objects: new Map(known) });
  }
  await move(parcels, getFrom(client, objects), Number.POSITIVE_INFINITY);
  const left = await Promise.all(stages.map(lacking));
  return stages.filter((_, index) => left[index]?.length === 0);
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
