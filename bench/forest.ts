/**
 * The forest beside scikit-learn and ml-random-forest, in ratios: `npm run bench:forest`. Some parts take a minute;
 * `npm run bench:forest -- small predict` runs these two only. Parts: small, large, huge, memory, predict, load.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { not } from "arquero";
import * as z from "zod";
import { RandomForestRegressor } from "#ml/forest/randomForestRegressor.ts";
import { type Matrix, toMatrix } from "#ml/matrix.ts";
import { seededRandom } from "#ml/random.ts";
import { oneHot } from "#ml/table/oneHot.ts";
import { readTable } from "#ml/table/readTable.ts";
import { syntheticGrades } from "#scaffold/syntheticGrades.ts";
import { studentGradesPath, withoutStudentGrades } from "../test/support/studentGrades.ts";
import { startScikitLearn } from "./scikitLearn.ts";

interface Grades {
  readonly G1: number;
  readonly G2: number;
  readonly G3: number;
}

interface Data {
  readonly x: Matrix;
  readonly y: Float64Array;
}

const folder = mkdtempSync(join(tmpdir(), "baton-forest-"));
const parts = new Set(process.argv.slice(2));
const runs = (part: string) => parts.size === 0 || parts.has(part);
const sklearn = await startScikitLearn();

function students(): Data {
  const path = withoutStudentGrades ? join(folder, "synthetic.csv") : studentGradesPath;
  if (withoutStudentGrades) writeFileSync(path, syntheticGrades());
  const table = readTable(path)
    .derive({ average_grade: ({ G1, G2, G3 }: Grades) => (G1 + G2 + G3) / 3 })
    .select(not("G1", "G2", "G3"));
  return toMatrix(oneHot(table), "average_grade");
}

function firstRows({ x, y }: Data, rows: number): Data {
  return {
    x: { columns: x.columns, rows, values: x.values.slice(0, rows * x.columns.length) },
    y: y.slice(0, rows),
  };
}

/** Copies of the rows, with a little noise in the target, so that no two are alike. */
function copies({ x, y }: Data, count: number): Data {
  const random = seededRandom(1);
  const values = new Float64Array(x.values.length * count);
  const noisy = new Float64Array(y.length * count);
  for (let copy = 0; copy < count; copy++) {
    values.set(x.values, copy * x.values.length);
    for (const [row, target] of y.entries()) {
      noisy[copy * y.length + row] = target + (random.next() / 2 ** 32 - 0.5) / 5;
    }
  }
  return { x: { columns: x.columns, rows: noisy.length, values }, y: noisy };
}

/** Rows whose every value is that of some student: a hundred thousand different ones. */
function mixed({ x }: Data, rows: number): Matrix {
  const random = seededRandom(2);
  const width = x.columns.length;
  const values = Float64Array.from(
    { length: rows * width },
    (_, cell) => x.values[random.below(x.rows) * width + (cell % width)] ?? 0,
  );
  return { columns: x.columns, rows, values };
}

function save(name: string, { x, y }: Data): string {
  const width = x.columns.length;
  const cells = new Float64Array(x.rows * (width + 1));
  for (let row = 0; row < x.rows; row++) {
    cells.set(x.values.subarray(row * width, (row + 1) * width), row * (width + 1));
    cells[row * (width + 1) + width] = y[row] ?? 0;
  }
  const path = join(folder, name);
  writeFileSync(path, cells);
  return path;
}

function milliseconds(act: () => unknown): number {
  const begun = performance.now();
  act();
  return performance.now() - begun;
}

function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[times.length >> 1] ?? NaN;
}

function timeToFit({ x, y }: Data, trees: number, threads: number, seed: number): number {
  return milliseconds(() => new RandomForestRegressor({ trees, threads, seed }).fit(x, y));
}

function tell(what: string, ours: number, theirs: number | null, least: string): void {
  const beside = theirs === null ? "scikit-learn not found" : `scikit-learn ${theirs.toFixed(0)} ms`;
  const ratio = theirs === null ? "" : `, ratio ${(ours / theirs).toFixed(3)} (wanted: ${least})`;
  console.log(`${what}: ${ours.toFixed(0)} ms, ${beside}${ratio}`);
}

/** Ours and theirs by turns, in `rounds` rounds after one that warms up. */
async function compareFit(name: string, data: Data, trees: number, rounds: number, least: string) {
  const path = sklearn === null ? "" : save(name, data);
  const times = { ours: [] as number[], two: [] as number[], theirs: [] as number[] };
  for (let seed = 0; seed <= rounds; seed++) {
    const ours = timeToFit(data, trees, 1, seed);
    const two = timeToFit(data, trees, 2, seed);
    const theirs = await sklearn?.milliseconds({ path, columns: data.x.columns.length, trees, seed });
    if (seed === 0 && rounds > 1) continue;
    times.ours.push(ours);
    times.two.push(two);
    if (theirs !== undefined) times.theirs.push(theirs);
  }
  const ours = median(times.ours);
  const what = `${name}: fit, ${data.x.rows} rows, ${data.x.columns.length} columns, ${trees} trees`;
  tell(what, ours, sklearn && median(times.theirs), least);
  const two = median(times.two);
  console.log(`${name}: two threads ${two.toFixed(0)} ms, ${(ours / two).toFixed(2)} times as fast as one`);
  return ours;
}

const librarySchema = z.object({
  RandomForestRegression: z.custom<{
    new (options: object): { train(x: number[][], y: number[]): void };
  }>((value) => typeof value === "function"),
});

/** One tree in ten, as all take half a minute. */
function mlRandomForest({ x, y }: Data): number {
  const { RandomForestRegression } = librarySchema.parse(createRequire(import.meta.url)("ml-random-forest"));
  const width = x.columns.length;
  const rows = Array.from({ length: x.rows }, (_, row) => [
    ...x.values.subarray(row * width, (row + 1) * width),
  ]);
  const options = { nEstimators: 10, maxFeatures: 1, replacement: false, noOOB: true };
  return 10 * milliseconds(() => new RandomForestRegression(options).train(rows, [...y]));
}

async function comparePredict(data: Data): Promise<void> {
  const train = firstRows(data, 415);
  const x = mixed(data, 100_000);
  const asked = join(folder, "asked");
  writeFileSync(asked, x.values);
  const path = save("predict", train);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let seed = 0; seed < 5; seed++) {
    const forest = new RandomForestRegressor({ trees: 100, seed }).fit(train.x, train.y);
    ours.push(milliseconds(() => forest.predict(x)));
    const time = await sklearn?.milliseconds({
      path,
      columns: x.columns.length,
      trees: 100,
      seed,
      asked,
    });
    if (time !== undefined) theirs.push(time);
  }
  tell("predict: 100000 rows, 100 trees", median(ours), sklearn && median(theirs), "1.0");
}

function compareLoad(data: Data): void {
  const { x, y } = firstRows(data, 415);
  const text = JSON.stringify(new RandomForestRegressor().fit(x, y));
  const rounds = Array.from({ length: 11 }, () => {
    const parse = milliseconds(() => JSON.parse(text));
    return { parse, load: milliseconds(() => RandomForestRegressor.load(JSON.parse(text))) };
  });
  const load = median(rounds.map((round) => round.load));
  const parse = median(rounds.map((round) => round.parse));
  const megabytes = (text.length / 1e6).toFixed(1);
  console.log(
    `load: ${megabytes} MB in ${load.toFixed(1)} ms, ${(load / parse).toFixed(2)} times JSON.parse alone`,
  );
}

/** In a process of its own, as peak memory never falls. */
function memory(): void {
  execFileSync(process.execPath, ["--expose-gc", import.meta.filename, "memory-child"], { stdio: "inherit" });
}

function memoryChild(): void {
  const data = copies(students(), 1000);
  timeToFit(firstRows(data, 415), 10, 1, 1);
  globalThis.gc?.();
  // Not the peak so far, which making the data may have raised: rather too much is counted than too little.
  const before = process.memoryUsage().rss;
  const forest = new RandomForestRegressor({ trees: 10, threads: 1 }).fit(data.x, data.y);
  const peak = process.resourceUsage().maxRSS * 1024 - before;
  const nodes = forest.trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const binned = data.x.rows * data.x.columns.length;
  const ratio = (peak - nodes * 24) / binned;
  console.log(
    `memory: ${data.x.rows} rows grew the process by ${(peak / 1e6).toFixed(0)} MB, the model left out ` +
      `${ratio.toFixed(2)} times the binned data (wanted: under 3)`,
  );
}

async function all(): Promise<void> {
  console.log(
    `Node ${process.versions.node}, ${sklearn?.version ?? "scikit-learn not found"}, ` +
      `${cpus().length} x ${cpus()[0]?.model ?? "unknown CPU"}`,
  );
  const data = students();
  if (withoutStudentGrades) console.log("synthetic grades, as the real ones are not there");
  if (runs("small")) {
    const train = firstRows(data, 415);
    const ours = await compareFit("small", train, 100, 9, "0.33");
    const library = mlRandomForest(train);
    console.log(
      `small: ml-random-forest ${library.toFixed(0)} ms, ${(library / ours).toFixed(0)} times ours`,
    );
  }
  if (runs("large")) await compareFit("large", copies(data, 100), 10, 3, "1.0");
  if (runs("huge")) await compareFit("huge", copies(data, 1000), 10, 1, "1.0");
  if (runs("memory")) memory();
  if (runs("predict")) await comparePredict(data);
  if (runs("load")) compareLoad(data);
}

try {
  if (parts.has("memory-child")) memoryChild();
  else await all();
} finally {
  sklearn?.end();
  rmSync(folder, { recursive: true, force: true });
}
