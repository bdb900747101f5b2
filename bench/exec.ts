/**
 * What a stage costs beyond its own work: a warm `baton exec` against the same through the shell, and against
 * plain `node file`. The module imports the toolkit and does nothing else. Prints medians and ratios.
 *
 *   node bench/exec.ts [rounds]
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { createStageRunner } from "#pipeline/runners/stageRunner.ts";
import { build } from "../scripts/build.ts";

const rounds = Number(process.argv[2] ?? 15);
/** Milliseconds in which the next child gets ready while people read and type. */
const pause = 400;

await build();
const dist = join(import.meta.dirname, "..", "dist");
const folder = mkdtempSync(join(tmpdir(), "baton-bench-"));
writeFileSync(
  join(folder, "stage.ts"),
  'import { readParams } from "baton";\nconsole.log(typeof readParams);\n',
);
const toolkit = pathToFileURL(join(dist, "toolkit.js")).href;
writeFileSync(
  join(folder, "plain.mjs"),
  `import { readParams } from "${toolkit}";\nconsole.log(typeof readParams);\n`,
);
writeFileSync(join(folder, "empty.mjs"), "");

const runner = createStageRunner({
  batonFolder: join(dist, "bin"),
  runnerPath: join(dist, "runner.js"),
  nodePath: process.execPath,
});

async function stage(line: string): Promise<void> {
  const command = { stage: "bench", line, cwd: folder, workspace: folder, env: {}, followed: false };
  const result = await runner.run(command, () => undefined, new AbortController().signal);
  if (result.type !== "succeeded") throw new Error(`${line}: ${JSON.stringify(result)}`);
}

async function median(work: () => Promise<void> | void, between: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await delay(between);
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
}

function node(file: string): void {
  execFileSync(process.execPath, [join(folder, file)]);
}

try {
  runner.warm();
  const plain = await median(() => node("plain.mjs"), 0);
  const cases: readonly [string, number][] = [
    ["node, empty file", await median(() => node("empty.mjs"), 0)],
    ["node, file that imports the toolkit", plain],
    ["baton exec, warm child", await median(() => stage("baton exec stage.ts"), pause)],
    ["baton exec, one right after the other", await median(() => stage("baton exec stage.ts"), 0)],
    ["baton exec through the shell", await median(() => stage("baton exec stage.ts && true"), pause)],
  ];
  for (const [what, ms] of cases) {
    console.log(`${what.padEnd(40)} ${ms.toFixed(1).padStart(7)} ms  ${(ms / plain).toFixed(2)}x`);
  }
} finally {
  await runner.dispose();
  rmSync(folder, { recursive: true, force: true });
}
