/**
 * Hands histograms down a tree: what a node's rows add up to, less what the smaller child's rows do, is the larger
 * child's. Keeps the memory: few histograms exist at a time, and they are used again.
 */
import { type Histogram, type Histograms, subtract } from "./histogram.ts";
import { type Part, rowCount } from "./part.ts";

export interface HistogramInheritance {
  /** For a part without a histogram of its own. */
  readonly scratch: Histogram;
  /** Gives the parent's histogram (its own, or the scratch) to its children, where that pays. */
  passOn(parent: Part, left: Part, right: Part, rows: Int32Array): void;
  /** Takes the part's histogram back. */
  release(part: Part): void;
}

/** @param most histograms at a time; parts beyond them wait without one, which is made when their turn comes */
export function histogramInheritance(kit: Histograms, most: number): HistogramInheritance {
  const scratch = kit.create();
  const free: Histogram[] = [];
  let inUse = 0;

  function take(): Histogram | null {
    if (inUse === most) return null;
    inUse++;
    return free.pop() ?? kit.create();
  }

  function release(part: Part): void {
    if (part.histogram === null) return;
    inUse--;
    free.push(part.histogram);
    part.histogram = null;
  }

  function inherit(parent: Part, large: Part): Histogram | null {
    large.histogram = parent.histogram ?? take();
    if (parent.histogram === null) large.histogram?.set(scratch);
    parent.histogram = null;
    return large.histogram;
  }

  /** Takes the smaller child's rows out of what both add up to. */
  function leave(both: Histogram, small: Part, rows: Int32Array): void {
    if (rowCount(small) * kit.costOfRow * 2 < scratch.length) {
      kit.remove(both, rows, small.start, small.end);
      return;
    }
    small.histogram = take();
    const own = small.histogram ?? scratch;
    kit.fill(own, rows, small.start, small.end);
    subtract(both, own);
  }

  return {
    scratch,
    release,
    passOn(parent, left, right, rows) {
      const [small, large] = rowCount(left) < rowCount(right) ? [left, right] : [right, left];
      const pays = most > 0 && rowCount(large) * kit.costOfRow > scratch.length;
      const inherited = pays ? inherit(parent, large) : null;
      if (inherited === null) release(parent);
      else leave(inherited, small, rows);
    },
  };
}
