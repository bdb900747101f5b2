/** How long a run takes that finds its three stages unchanged: `node bench/unchanged.ts`. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createEngine } from "#pipeline/engine.ts";

const rounds = 20;

const project = `stages:
  preprocess: {cmd: mkdir prepared && cp raw.csv prepared/, deps: [raw.csv], params: [split], outs: [prepared]}
  train: {cmd: cp prepared/raw.csv model.json, deps: [prepared], params: [forest], outs: [model.json]}
  evaluate:
    cmd: echo '{"mae":1}' > metrics.json; cp raw.csv plot.csv
    deps: [model.json, raw.csv]
    metrics: [metrics.json: {cache: false}]
    plots: [plot.csv]
`;

const folder = mkdtempSync(join(realpathSync(tmpdir()), "baton-bench-"));
const engine = createEngine({
  batonFolder: resolve("dist/bin"),
  nodePath: process.execPath,
  runnerPath: resolve("dist/runner.js"),
  md5WorkerPath: resolve("dist/md5Worker.js"),
  version: "bench",
});

async function run(): Promise<number> {
  const begun = performance.now();
  const trigger = { who: "bench", why: "terminal", note: null } as const;
  const outcome = (await Array.fromAsync(engine.run(folder, { trigger }))).at(-1);
  if (outcome?.type !== "runFinished" || outcome.outcome !== "done") throw new Error(JSON.stringify(outcome));
  return performance.now() - begun;
}

try {
  writeFileSync(join(folder, "dvc.yaml"), project);
  writeFileSync(join(folder, "params.yaml"), "split: {seed: 1}\nforest: {trees: 100}\n");
  const rows = Array.from({ length: 649 }, (_, index) => `${index},${index % 20}`);
  writeFileSync(join(folder, "raw.csv"), `actual,predicted\n${rows.join("\n")}\n`);
  const first = await run();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await run());
  times.sort((one, other) => one - other);
  const middle = ((times[rounds / 2 - 1] ?? 0) + (times[rounds / 2] ?? 0)) / 2;
  console.log(
    `unchanged run, 3 stages: median ${middle.toFixed(1)} ms of ${rounds} (best ${times[0]?.toFixed(1)} ms)`,
  );
  console.log(`first run, everything executed: ${first.toFixed(1)} ms`);
  console.log(
    `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus()[0]?.model ?? "unknown CPU"}`,
  );
} finally {
  await engine.dispose();
  rmSync(folder, { recursive: true, force: true });
}
