/** What a stage's outputs are made of, and how much of it is in the cache here. */
import type { TravellingObjects } from "#pipeline/cache/travel.ts";
import type { LockedStage } from "#pipeline/lock/lockedOutputs.ts";

export function pathsOf({ outputs }: LockedStage): readonly string[] {
  return outputs.map(({ path }) => path);
}

/** All objects of a stage's outputs, each once; null where a folder's listing is not here. */
export async function namesOf(
  objects: TravellingObjects,
  { outputs }: LockedStage,
): Promise<readonly string[] | null> {
  const names = new Set<string>();
  for (const { object } of outputs) {
    const members = await objects.membersOf(object);
    if (members === null) return null;
    for (const name of [object, ...members]) names.add(name);
  }
  return [...names];
}

/** Bytes of those that are here. */
export async function sizesHere(
  objects: TravellingObjects,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const sizes = await Promise.all(names.map((name) => objects.bytesOf(name)));
  return new Map(
    names.flatMap((name, index) => {
      const bytes = sizes[index] ?? null;
      return bytes === null ? [] : [[name, bytes] as const];
    }),
  );
}
