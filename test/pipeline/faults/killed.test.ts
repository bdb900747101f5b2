/** Runs that are killed at a certain place: the next one comes to what an undisturbed run comes to, and nothing is lost. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { seededRandom } from "#ml/random.ts";
import type { DeathPlace } from "#support/dieAt.ts";
import { contentOf, faultProject, runToDeath, type Undisturbed, undisturbed } from "#support/faultProject.ts";
import { cacheOf, filesIn } from "#support/goldenProject.ts";
import type { PipelineProject, Verdicts } from "#support/pipelineProject.ts";

const skip = process.platform === "win32" ? "the project's commands are for a POSIX shell" : false;

let whole: Undisturbed;
before(async () => {
  whole = await undisturbed();
});

async function dies(project: PipelineProject, place: DeathPlace): Promise<void> {
  const { signal, told } = await runToDeath(project, place);
  assert.equal(signal, "SIGKILL", `it was not killed: ${told}`);
}

/** And one more run finds nothing to do. */
async function isRight(project: PipelineProject): Promise<void> {
  assert.deepEqual(contentOf(project), whole.content);
  assert.deepEqual(cacheOf(project), whole.cache);
  assert.deepEqual(new Set(Object.values(await project.run())), new Set(["cached"]));
  await project.engine.dispose();
}

const allRun = { prepare: "ran", train: "ran", evaluate: "ran" } as const;
const allCached = { prepare: "cached", train: "cached", evaluate: "cached" } as const;
const trainKept = { prepare: "cached", train: "restored", evaluate: "ran" } as const;

/** In the first run of all. What is asked for is the next run's verdicts. */
const firstRun: readonly (readonly [string, DeathPlace, Verdicts])[] = [
  ["while it hashes a dependency", { call: "readFile", path: "/data\\.csv$" }, allRun],
  ["while it hashes an output", { call: "readFile", path: "/prepared/test\\.csv$" }, allRun],
  ["between a stage's end and the cache", { call: "copyFile" }, allRun],
  ["with half a file in the cache", { call: "copyFile", half: true }, allRun],
  ["between a folder's files in the cache and their list", { call: "rename", path: "\\.dir$" }, allRun],
  ["between the cache and what the run cache says of it", { call: "rename", path: "/cache/runs/" }, allRun],
  ["between the run cache and the lock", { call: "open", path: "/dvc\\.lock", nth: 2 }, trainKept],
  ["between the lock's new text and its name", { call: "rename", path: "/dvc\\.lock$", nth: 2 }, trainKept],
  ["before its record is written whole", { call: "open", path: "/run\\.json", nth: 2 }, allCached],
];

for (const [title, place, expected] of firstRun) {
  test(`a run killed ${title}`, { skip }, async () => {
    using project = faultProject();
    await dies(project, place);
    assert.deepEqual(await project.run(), expected);
    await isRight(project);
  });
}

test("a run killed with an output restored by half", { skip }, async () => {
  using project = faultProject();
  await project.run();
  for (const name of ["prepared", "models/model.txt"]) {
    rmSync(join(project.path, name), { recursive: true });
  }
  await dies(project, { call: "copyFile", path: "/prepared/train\\.csv$", half: true });
  assert.deepEqual(await project.run(), { prepare: "restored", train: "restored", evaluate: "cached" });
  await isRight(project);
});

test("a run killed between an earlier output that it restored and the lock", { skip }, async () => {
  using project = faultProject();
  await project.run();
  const before = project.read("data.csv");
  project.write("data.csv", "other\n");
  await project.run();
  project.write("data.csv", before);
  await dies(project, { call: "open", path: "/dvc\\.lock" });
  assert.deepEqual(await project.run(), { prepare: "restored", train: "restored", evaluate: "restored" });
  assert.deepEqual(contentOf(project), whole.content);
  await project.engine.dispose();
});

test("a run killed while it clears outputs that it is about to make anew", { skip }, async () => {
  using project = faultProject();
  await project.run();
  const before = project.read("data.csv");
  project.write("data.csv", "other\n");
  await dies(project, { call: "rm", path: "/prepared$" });
  project.write("data.csv", before);
  await project.run();
  await isRight(project);
});

test("what is edited after a run was killed stays edited, and is run as edited", { skip }, async () => {
  using project = faultProject();
  await dies(project, { call: "rename", path: "/dvc\\.lock$", nth: 2 });
  const edited = project.read("dvc.yaml").replace("# the pipeline", "# my pipeline");
  project.write("dvc.yaml", edited);
  project.write("params.yaml", "scale: 3 # more\n");
  project.write("models/README.md", "edited\n");
  assert.deepEqual(await project.run(), { prepare: "ran", train: "restored", evaluate: "ran" });
  assert.equal(project.read("dvc.yaml"), edited);
  assert.equal(project.read("params.yaml"), "scale: 3 # more\n");
  assert.equal(project.read("models/README.md"), "edited\n");
  assert.equal(project.read("models/model.txt"), whole.content["models/model.txt"]);
  await project.engine.dispose();
});

test("what is put into an output folder, and an output that is edited, after a run was killed are not lost", {
  skip,
}, async () => {
  using project = faultProject();
  await dies(project, { call: "rename", path: "/dvc\\.lock$", nth: 2 });
  project.write("prepared/mine.txt", "mine");
  project.write("models/model.txt", "edited");
  assert.deepEqual(await project.run(), { ...trainKept, prepare: "restored" });
  const kept = filesIn(join(project.path, ".baton/replaced")).map((name) => [
    name.replace(/^[^/]+\//, ""),
    project.read(`.baton/replaced/${name}`),
  ]);
  assert.deepEqual(Object.fromEntries(kept), { "prepared/mine.txt": "mine", "models/model.txt": "edited" });
  await isRight(project);
});

const nothingYet = (): Promise<void> => Promise.resolve();

/** Then the next run brings all back from the cache. */
async function loseOutputs(project: PipelineProject): Promise<void> {
  await project.run();
  for (const name of ["prepared", "metrics.json"]) rmSync(join(project.path, name), { recursive: true });
  project.write("models/model.txt", "edited");
}

/** Every change to the disk that a whole run makes is a place to die at; `EVERY_PLACE=1` tries all. */
for (const [title, prepare] of [
  ["that makes everything", nothingYet],
  ["that restores everything", loseOutputs],
] as const) {
  test(`a run ${title}, killed at any place`, { skip }, async (context) => {
    const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
    context.diagnostic(`SEED=${seed}`);
    using counted = faultProject();
    await prepare(counted);
    const { signal, told } = await runToDeath(counted, { nth: Number.MAX_SAFE_INTEGER });
    assert.equal(signal, null, told);
    const count = Number.parseInt(told, 10);
    context.diagnostic(`${count} places`);
    const random = seededRandom(seed);
    const every = process.env["EVERY_PLACE"] === "1";
    const places = Array.from(
      { length: every ? count : 3 },
      (_, index) => 1 + (every ? index : random.below(count)),
    );
    for (const nth of places) {
      using project = faultProject();
      await prepare(project);
      await dies(project, { nth });
      await project.run();
      await isRight(project).catch((error: unknown) => {
        throw new Error(`killed at change ${nth} of ${count}`, { cause: error });
      });
    }
  });
}
