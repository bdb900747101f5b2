/**
 * The shares of classes in the leaves of ml-cart. It knows classes by the columns of a one-line matrix only, 0 and on.
 * So it predicts classes that are small whole numbers, and of any other classes their positions in the forest's
 * `classes`.
 */
import { savedJsonReader } from "../savedJson.ts";
import { shareList } from "./classShares.ts";
import { leaf, type Tree } from "./tree.ts";
import type { LeafJson } from "./treeJson.ts";

const { finite, list } = savedJsonReader("the saved forest");

/** Beyond it, lines would be long and hold little but zeros. */
const mostColumns = 100;

/** The column of each class. */
function columnsOf(classes: readonly number[]): readonly number[] {
  const areColumns = classes.every((label) => Number.isInteger(label) && label >= 0 && label < mostColumns);
  return areColumns ? classes : [...classes.keys()];
}

/** Writes the leaves of a tree: numbers as they are. */
export function leafToJson({ shares }: Tree, classes: readonly number[] | null): (value: number) => LeafJson {
  if (shares === null || classes === null) return (value) => value;
  const columns = columnsOf(classes);
  return (value) => {
    const line: number[] = [];
    for (const [index, column] of columns.entries()) {
      const share = shares[value * classes.length + index] ?? 0;
      if (share === 0) continue;
      while (line.length < column) line.push(0);
      line.push(share);
    }
    return [line];
  };
}

/** Collects the lines of leaves while their trees are read, as the classes are known only after the last. */
export function savedShares(): { readonly shares: number[][]; read(distribution: unknown): number } {
  const shares: number[][] = [];
  return { shares, read: (distribution) => shares.push(list(list(distribution)[0]).map(finite)) - 1 };
}

/**
 * @param trees whose leaves hold the numbers of their lines
 * @param classes null when others saved the forest: it knows the columns in which anything stands
 * @throws {Error} when something stands in the column of no class
 */
export function withShares(
  trees: readonly Omit<Tree, "shares">[],
  lines: readonly (readonly number[])[],
  classes: readonly number[] | null,
): { readonly trees: Tree[]; readonly classes: readonly number[] } {
  const used = usedColumns(lines);
  const known = classes ?? used;
  const columns = classes === null ? used : columnsOf(classes);
  if (known.length === 0 || used.some((column) => !columns.includes(column))) {
    throw new Error("the saved forest holds leaves of a class that is none of its classes");
  }
  const read = trees.map((tree) => {
    const own = shareList(known.length);
    const value = tree.value.map((number, node) => {
      if (tree.feature[node] !== leaf) return number;
      const line = lines[number] ?? [];
      return own.add(Float64Array.from(columns, (column) => line[column] ?? 0));
    });
    return { ...tree, value, shares: Float64Array.from(own.shares) };
  });
  return { trees: read, classes: known };
}

function usedColumns(lines: readonly (readonly number[])[]): number[] {
  const used = new Set<number>();
  for (const line of lines) {
    for (const [column, share] of line.entries()) if (share > 0) used.add(column);
  }
  return [...used].sort((one, other) => one - other);
}
