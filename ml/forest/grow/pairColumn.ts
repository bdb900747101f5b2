/**
 * The split of a node with two rows. Half of all splits are such: whatever column tells the two apart does it
 * equally well, so that nothing needs to be added up.
 */
import type { Random } from "../../random.ts";
import type { BinnedData } from "../bins.ts";

/** A column in which the rows differ, each as likely as any; -1 when there is none. */
export type PairColumn = (one: number, other: number) => number;

export function pairColumn({ columns, bins, rows }: BinnedData, random: Pick<Random, "below">): PairColumn {
  const different = new Int32Array(columns.length);
  return (one, other) => {
    let count = 0;
    for (let column = 0; column < different.length; column++) {
      const base = column * rows;
      different[count] = column;
      if (bins[base + one] !== bins[base + other]) count++;
    }
    return count === 0 ? -1 : (different[random.below(count)] ?? -1);
  };
}
