/** Which columns a split is looked for in. */
import type { Random } from "../../random.ts";

/** Calls `look` with each column to be looked at; it says whether the column has more than one value. */
export type ColumnDraw = (look: (column: number) => boolean) => void;

/** As in scikit-learn: constant columns count among those drawn, but the drawing goes on until one isn't. */
export function columnDraw(width: number, perSplit: number, random: Pick<Random, "below">): ColumnDraw {
  const order = Int32Array.from({ length: width }, (_, column) => column);

  /** The next of a random order, shuffled only as far as it is drawn. */
  function draw(drawn: number): number {
    const other = drawn + random.below(width - drawn);
    const column = order[other] ?? 0;
    order[other] = order[drawn] ?? 0;
    order[drawn] = column;
    return column;
  }

  if (perSplit === width) {
    return (look) => {
      for (let column = 0; column < width; column++) look(column);
    };
  }
  return (look) => {
    let tried = 0;
    for (let drawn = 0; drawn < width && (drawn < perSplit || tried === 0); drawn++) {
      if (look(draw(drawn))) tried++;
    }
  };
}
