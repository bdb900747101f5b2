/** Finds the test files and runs them with Node's own runner, each in a process of its own. */
import { glob } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join, resolve, sep } from "node:path";
import { finished } from "node:stream/promises";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { nothingRun, type Tally } from "./tally.ts";

/** Suites that drive whole windows go one after the other: two windows and their servers fill a small machine. */
export async function testFiles(): Promise<{ units: string[]; windows: string[] }> {
  const all = (await Array.fromAsync(glob("test/**/*.test.ts"))).sort().map((file) => resolve(file));
  const inWindow = (file: string) => file.includes(join("test", "vscode") + sep);
  return { units: all.filter((file) => !inWindow(file)), windows: all.filter(inWindow) };
}

export async function runTestFiles(files: readonly string[]): Promise<Tally> {
  if (files.length === 0) return nothingRun;
  const windows = files.some((file) => file.includes(`${sep}vscode${sep}`));
  const concurrency = windows ? 1 : availableParallelism();
  let tally = nothingRun;
  const events = run({ files: [...files], concurrency, timeout: 300_000 });
  events.on("test:summary", ({ counts, file }) => {
    if (file !== undefined) return; // the summary without a file is the whole run's
    const { passed, tests, skipped } = counts;
    tally = { passed, skipped, failed: tests - passed - skipped - counts.todo };
  });
  const report = events.compose(spec);
  report.pipe(process.stdout, { end: false });
  await finished(report);
  return tally;
}
