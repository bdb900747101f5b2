/** The search for splits that fits the target. */
import type { Random } from "../../random.ts";
import type { BinnedData } from "../bins.ts";
import { classSearch } from "./classSearch.ts";
import { columnBins } from "./columnBins.ts";
import { numberSearch } from "./numberSearch.ts";
import type { RowEntries } from "./rowEntries.ts";
import type { RowSums } from "./rowSums.ts";
import { type Search, splitChoice } from "./split.ts";
import type { Target } from "./target.ts";

export function splitSearch(
  data: BinnedData,
  entries: RowEntries | null,
  sums: RowSums,
  target: Target,
  minSamplesLeaf: number,
  random: Pick<Random, "below">,
): Search {
  const columns = columnBins(data, entries);
  const choice = splitChoice(random);
  return sums.moments === null
    ? classSearch(columns, choice, sums, target, minSamplesLeaf)
    : numberSearch(columns, choice, sums.unit, minSamplesLeaf);
}
