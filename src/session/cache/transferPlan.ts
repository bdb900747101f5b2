/** Which outputs travel when not all of them may: as many stages as possible are spared a run. Pure. */

/** What one stage's outputs need that is not there yet. Only all of it together spares a run. */
export interface Parcel {
  readonly stage: string;
  /** Of its outputs, relative to the workspace. */
  readonly paths: readonly string[];
  /** By object, with its bytes. Stages may share some. */
  readonly objects: ReadonlyMap<string, number>;
}

/** A stage's outputs that are too large for the limit. */
export interface LeftOut {
  readonly stage: string;
  readonly paths: readonly string[];
  readonly bytes: number;
}

export interface TransferPlan {
  /** Each once, with its bytes; those of one stage behind each other, so that a transfer cut short brings some whole. */
  readonly objects: ReadonlyMap<string, number>;
  readonly bytes: number;
  readonly left: readonly LeftOut[];
}

/** @param limit bytes in all */
export function planTransfer(parcels: readonly Parcel[], limit: number): TransferPlan {
  const objects = new Map<string, number>();
  const left: LeftOut[] = [];
  let bytes = 0;
  for (const { stage, paths, objects: own } of parcels.toSorted(
    (one, other) => weight(one) - weight(other),
  )) {
    const more = [...own].filter(([name]) => !objects.has(name));
    const added = sum(more.map(([, size]) => size));
    if (bytes + added > limit) {
      left.push({ stage, paths, bytes: added });
      continue;
    }
    bytes += added;
    for (const [name, size] of more) objects.set(name, size);
  }
  return { objects, bytes, left };
}

function weight({ objects }: Parcel): number {
  return sum([...objects.values()]);
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}
