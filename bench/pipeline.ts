/**
 * What the pipeline engine costs beside the work of the stages, each beside what one would use without it:
 * - 50 stages over 10,000 files with nothing changed, from a new process and from a running engine
 * - 1 GB in eight files, hashed by the engine and by md5sum
 * - three stages in Python and the same three with `baton exec`, at first and after a parameter changed
 *
 *   node bench/pipeline.ts
 */
import { execFileSync, spawnSync } from "node:child_process";
import { randomFillSync } from "node:crypto";
import { rmSync } from "node:fs";
import { arch, availableParallelism, cpus, loadavg, platform } from "node:os";
import { join } from "node:path";
import { createEngine, type Engine } from "#pipeline/engine.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";
import { build } from "../scripts/build.ts";

const rounds = 7;
const dist = join(import.meta.dirname, "..", "dist");

function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;
}

async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function repeated(work: () => unknown, count = rounds): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < count; round += 1) times.push(await timed(work));
  return median(times);
}

function tell(what: string, ms: number, beside = ""): void {
  console.log(`  ${what.padEnd(52)} ${ms.toFixed(1).padStart(9)} ms${beside === "" ? "" : `   ${beside}`}`);
}

/** Beside a target: how far below or above. */
function against(ms: number, target: number): string {
  return `target ${target} ms: ${(ms / target).toFixed(2)} of it`;
}

function newEngine(): Engine {
  return createEngine({
    batonFolder: join(dist, "bin"),
    runnerPath: join(dist, "runner.js"),
    md5WorkerPath: join(dist, "md5Worker.js"),
    nodePath: process.execPath,
    version: "bench",
  });
}

async function runAll(engine: Engine, folder: string): Promise<void> {
  const trigger = { who: "bench", why: "terminal", note: null } as const;
  const end = (await Array.fromAsync(engine.run(folder, { trigger }))).at(-1);
  if (end?.type !== "runFinished" || end.outcome !== "done") throw new Error(JSON.stringify(end));
}

async function unchanged(): Promise<void> {
  console.log("\n50 stages, 10,000 files, nothing changed");
  using folder = temporaryFolder();
  await using engine = disposed(newEngine());
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
  await using engine = disposed(newEngine());
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

/** A stage reads a parameter and one file, and writes another. */
const inTypescript = (
  input: string,
  output: string,
  key: string,
): string => `import { readFileSync, writeFileSync } from "node:fs";
import { readParams } from "baton";
writeFileSync("${output}", readFileSync("${input}", "utf8") + JSON.stringify(readParams()["${key}"]) + "\\n");
`;

const inPython =
  (imports: string) =>
  (input: string, output: string, key: string): string =>
    `${imports}
from pathlib import Path
line = next(line for line in Path("params.yaml").read_text().splitlines() if line.startswith("${key}: "))
Path("${output}").write_text(Path("${input}").read_text() + line[${key.length + 2}:] + "\\n")
`;

const steps = [
  { name: "preprocess", input: "raw.csv", output: "prepared.csv", key: "split" },
  { name: "train", input: "prepared.csv", output: "model.txt", key: "trees" },
  { name: "evaluate", input: "model.txt", output: "metrics.txt", key: "repeats" },
] as const;

interface Language {
  readonly what: string;
  readonly command: string;
  readonly ending: string;
  readonly code: (input: string, output: string, key: string) => string;
}

async function stagesIn({
  what,
  command,
  ending,
  code,
}: Language): Promise<{ cold: number; changed: number }> {
  using folder = temporaryFolder();
  await using engine = disposed(newEngine());
  const stages = steps.map(
    ({ name, input, output, key }) =>
      `  ${name}: {cmd: ${command} ${name}.${ending}, deps: [${input}, ${name}.${ending}], params: [${key}], outs: [${output}]}\n`,
  );
  folder.write("dvc.yaml", `stages:\n${stages.join("")}`);
  for (const { name, input, output, key } of steps)
    folder.write(`${name}.${ending}`, code(input, output, key));
  folder.write("raw.csv", "a,b\n1,2\n");
  const params = (trees: number): string => `split: 1\ntrees: ${trees}\nrepeats: 1\n`;
  folder.write("params.yaml", params(0));
  const cold = await timed(() => runAll(engine.own, folder.path));
  let trees = 0;
  const changed = await repeated(() => {
    trees += 1;
    folder.write("params.yaml", params(trees));
    return runAll(engine.own, folder.path);
  });
  tell(`${what}, first run`, cold);
  tell(`${what}, one parameter changed (two stages run)`, changed);
  return { cold, changed };
}

/** What a Python of data science brings in at its start, as far as it is there. */
function pythonImports(): string | null {
  const names = ["numpy", "pandas", "sklearn"];
  if (spawnSync("python3", ["--version"]).status !== 0) return null;
  const there = names.filter((name) => spawnSync("python3", ["-c", `import ${name}`]).status === 0);
  return there.map((name) => `import ${name}`).join("\n");
}

async function languages(): Promise<void> {
  console.log("\nthree stages");
  const imports = pythonImports();
  const baton: Language = { what: "baton exec", command: "baton exec", ending: "ts", code: inTypescript };
  const ours = await stagesIn(baton);
  if (imports === null) return console.log("  no python3 to compare with");
  const brought =
    imports === "" ? "standard library alone" : imports.replaceAll(/import |\n(?=.)/g, " ").trim();
  const python: Language = {
    what: `Python (${brought})`,
    command: "python3",
    ending: "py",
    code: inPython(imports),
  };
  const theirs = await stagesIn(python);
  const [cold, changed] = [theirs.cold / ours.cold, theirs.changed / ours.changed];
  console.log(
    `  baton exec is ${cold.toFixed(1)} times as fast at first, ${changed.toFixed(1)} times after a change`,
  );
}

function disposed(engine: Engine): AsyncDisposable & { readonly own: Engine } {
  return { own: engine, [Symbol.asyncDispose]: () => engine.dispose() };
}

await build({ force: false });
console.log(
  `Node ${process.versions.node}, ${platform()} ${arch()}, ${availableParallelism()} x ${cpus()[0]?.model}`,
);
console.log(`load at the start: ${loadavg()[0]?.toFixed(1)}`);
await unchanged();
await hashing();
await languages();
console.log(`\nload at the end: ${loadavg()[0]?.toFixed(1)}`);
