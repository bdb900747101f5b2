/** How benchmarks take times and tell them. */

/** Unless told otherwise. */
const rounds = 7;

export function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** The median of several. */
export async function repeated(work: () => unknown, count = rounds): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < count; round += 1) times.push(await timed(work));
  return median(times);
}

export function tell(what: string, ms: number, beside = ""): void {
  console.log(`  ${what.padEnd(52)} ${ms.toFixed(1).padStart(9)} ms${beside === "" ? "" : `   ${beside}`}`);
}
