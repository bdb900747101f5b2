/**
 * The student workshop twice, side by side and by turns: as it comes, its stages run by `baton exec`, and with the
 * same three stages in Python (bench/workshop/), as teams write them with numpy and scikit-learn. The same engine runs
 * both, on the same data, with the same params: 100 trees, and each feature shuffled 8 times, a category's columns
 * together (scikit-learn's own permutation_importance would shuffle every column by itself, which is twice the work).
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { newWorkshop } from "#scaffold/newWorkshop.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";
import { benchEngine, runAll } from "./benchEngine.ts";
import { median, tell, timed } from "./measure.ts";

const here = import.meta.dirname;
const template = join(here, "..", "dist", "workshop");
const coldRounds = 3;
const changedRounds = 7;
/** By how much the second must be faster after a change. */
const target = 8;

/** One that has all the packages; null where none does. The program itself: what stands for it on the PATH takes time. */
function findPython(): { program: string; versions: string } | null {
  const script =
    "import json, sys, joblib, numpy, sklearn, yaml; print(json.dumps([sys.executable, f'Python {sys.version.split()[0]}, scikit-learn {sklearn.__version__}, numpy {numpy.__version__}']))";
  const done = ["python3", "/usr/bin/python3", "python"]
    .map((name) => spawnSync(name, ["-c", script], { encoding: "utf8" }))
    .find(({ status }) => status === 0);
  if (done === undefined) return null;
  const [program, versions] = z.tuple([z.string(), z.string()]).parse(JSON.parse(done.stdout));
  return { program, versions };
}

/** The workshop with its stages' commands, code and model file in Python's place. */
function inPython(folder: string, from: string, program: string): void {
  cpSync(from, folder, { recursive: true });
  rmSync(join(folder, "pipeline"), { recursive: true });
  cpSync(join(here, "workshop"), join(folder, "pipeline"), { recursive: true });
  rewrite(join(folder, "dvc.yaml"), (text) =>
    text
      .replaceAll("baton exec", program)
      .replaceAll(/(pipeline\/\w+)\.ts/g, "$1.py")
      .replaceAll("forest.json", "forest.joblib"),
  );
  // PyYAML takes the key `on` for true.
  rewrite(join(folder, "params.yaml"), (text) => text.replace("  on:", "  split:"));
}

/** Throws when nothing changes. */
function rewrite(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`${file} stays as it is`);
  writeFileSync(file, after);
}

/** A workshop in which nothing ran yet. */
function freshCopy(workshop: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  cpSync(workshop, to, { recursive: true });
}

async function cold(workshop: string, home: string): Promise<number> {
  const folder = join(home, "cold");
  freshCopy(workshop, folder);
  await using engine = benchEngine();
  return await timed(() => runAll(engine.own, folder));
}

type Engine = ReturnType<typeof benchEngine>["own"];

/** Each time to a value that was never there. */
async function changed(engine: Engine, folder: string, key: string, value: number): Promise<number> {
  rewrite(join(folder, "params.yaml"), (text) => text.replace(new RegExp(`(  ${key}: ).*`), `$1${value}`));
  return await timed(() => runAll(engine, folder));
}

interface Times {
  readonly ours: number[];
  readonly theirs: number[];
}

/** By turns: whatever else the machine does meets both. */
async function byTurns(
  rounds: number,
  measure: (side: keyof Times, round: number) => Promise<number>,
): Promise<Times> {
  const times: Times = { ours: [], theirs: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.theirs.push(await measure("theirs", round));
    times.ours.push(await measure("ours", round));
  }
  return times;
}

function tellBoth(what: string, { ours, theirs }: Times, wanted: number | null): void {
  tell(`Python, ${what}`, median(theirs));
  const ratio = median(theirs) / median(ours);
  const beside = wanted === null ? "" : ` (target ${wanted})`;
  tell(`baton exec, ${what}`, median(ours), `${ratio.toFixed(1)} times as fast${beside}`);
}

/** `data`: a file of student grades in place of the synthetic sample. */
export async function workshop(data: string | undefined): Promise<void> {
  const python = findPython();
  if (python === null) return console.log("\nthe workshop: no python3 with scikit-learn to compare with");
  using home = temporaryFolder();
  const sides = { ours: join(home.path, "ours"), theirs: join(home.path, "theirs") };
  const { source } = await newWorkshop({ folder: sides.ours, template, ...(data && { data }) });
  inPython(sides.theirs, sides.ours, python.program);
  console.log(`\nthe workshop, three stages, ${source}; ${python.versions}`);
  tellBoth("first run, cache empty", await byTurns(coldRounds, (side) => cold(sides[side], home.path)), null);
  await using engine = benchEngine();
  for (const folder of Object.values(sides)) await runAll(engine.own, folder);
  for (const [key, from, what] of [
    ["trees", 101, "forest changed: two stages"],
    ["repeats", 9, "evaluate changed: one stage"],
  ] as const) {
    const times = await byTurns(changedRounds, (side, round) =>
      changed(engine.own, sides[side], key, from + round),
    );
    tellBoth(what, times, target);
  }
}
