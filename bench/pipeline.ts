/**
 * What the pipeline engine costs beside the work of the stages, each beside what one would use without it:
 * - 50 stages over 10,000 files with nothing changed, from a new process and from a running engine
 * - 1 GB in eight files, hashed by the engine and by md5sum
 * - the student workshop, with `baton exec` and in Python (see workshop.ts)
 *
 *   node bench/pipeline.ts [--data STUDENT_GRADES] [unchanged] [hashing] [workshop]
 */
import { execFileSync, spawnSync } from "node:child_process";
import { randomFillSync } from "node:crypto";
import { rmSync } from "node:fs";
import { arch, availableParallelism, cpus, loadavg, platform } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { temporaryFolder } from "#support/temporaryFolder.ts";
import { build } from "../scripts/build.ts";
import { benchEngine, runAll } from "./benchEngine.ts";
import { median, repeated, tell, timed } from "./measure.ts";
import { workshop } from "./workshop.ts";

const { values, positionals } = parseArgs({
  options: { data: { type: "string" } },
  allowPositionals: true,
});
const asked = (part: string): boolean => positionals.length === 0 || positionals.includes(part);
const dist = join(import.meta.dirname, "..", "dist");

/** Beside a target: how far below or above. */
function against(ms: number, target: number): string {
  return `target ${target} ms: ${(ms / target).toFixed(2)} of it`;
}

async function unchanged(): Promise<void> {
  console.log("\n50 stages, 10,000 files, nothing changed");
  using folder = temporaryFolder();
  await using engine = benchEngine();
  const numbers = Array.from({ length: 50 }, (_, index) => index);
  const stages = numbers.map(
    (index) =>
      `  s${index}: {cmd: cp data/${index}/0.txt out/${index}.txt, deps: [data/${index}], outs: [out/${index}.txt]}\n`,
  );
  folder.write("dvc.yaml", `stages:\n${stages.join("")}`);
  folder.write("out/.keep", "");
  for (const index of numbers) {
    for (let file = 0; file < 200; file += 1) folder.write(`data/${index}/${file}.txt`, `${index} ${file}\n`);
  }
  tell(
    "first run, every file hashed, every stage executed",
    await timed(() => runAll(engine.own, folder.path)),
  );
  const command = (name: string): void => {
    execFileSync(process.execPath, [join(dist, "cli.js"), name], { cwd: folder.path });
  };
  const bare = await repeated(() => execFileSync(process.execPath, ["-e", ""]));
  command("status");
  const cold = await repeated(() => command("status"));
  tell("baton status, a new process", cold, against(cold, 300));
  tell("  of that, Node itself", bare);
  const warm = await repeated(() => engine.own.status(folder.path));
  tell("status, running engine", warm, against(warm, 100));
  const run = await repeated(() => runAll(engine.own, folder.path));
  tell("run, running engine", run, against(run, 100));
}

async function hashing(): Promise<void> {
  console.log("\n1 GB in eight files");
  using folder = temporaryFolder();
  await using engine = benchEngine();
  const names = Array.from({ length: 8 }, (_, index) => `data/${index}.bin`);
  for (const name of names) folder.write(name, randomFillSync(new Uint8Array(2 ** 27)));
  folder.write("dvc.yaml", "stages:\n  one: {cmd: 'true', deps: [data]}\n");
  if (spawnSync("md5sum", ["--version"]).status !== 0) return console.log("  no md5sum to compare with");
  const theirs: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    theirs.push(await timed(() => execFileSync("md5sum", names, { cwd: folder.path })));
    rmSync(join(folder.path, ".baton"), { recursive: true, force: true });
    ours.push(await timed(() => engine.own.status(folder.path)));
  }
  tell("md5sum", median(theirs));
  const speed = median(theirs) / median(ours);
  tell("engine", median(ours), `${speed.toFixed(2)} of md5sum's speed (target 0.80)`);
}

await build({ force: false });
console.log(
  `Node ${process.versions.node}, ${platform()} ${arch()}, ${availableParallelism()} x ${cpus()[0]?.model}`,
);
console.log(`load at the start: ${loadavg()[0]?.toFixed(1)}`);
if (asked("unchanged")) await unchanged();
if (asked("hashing")) await hashing();
if (asked("workshop")) await workshop(values.data);
console.log(`\nload at the end: ${loadavg()[0]?.toFixed(1)}`);
