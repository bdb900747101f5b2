/** Objects of the cache that are no longer what their name says: noticed when they are needed, and made anew. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { contentOf, faultProject, type Undisturbed, undisturbed } from "#support/faultProject.ts";
import { cacheOf } from "#support/goldenProject.ts";
import type { PipelineProject } from "#support/pipelineProject.ts";

const skip = process.platform === "win32" ? "the project's commands are for a POSIX shell" : false;

let whole: Undisturbed;
before(async () => {
  whole = await undisturbed();
});

type Change = (bytes: Buffer) => Buffer | string;

/** Damages the objects that a choice names; gives how many. */
function damage(
  project: PipelineProject,
  chosen: (name: string) => boolean,
  change: Change,
  mode: number,
): number {
  const names = cacheOf(project).filter((name) => name.startsWith("files/md5/") && chosen(name));
  for (const name of names) {
    const file = join(project.path, ".dvc/cache", name);
    chmodSync(file, 0o644);
    writeFileSync(file, change(readFileSync(file)));
    chmodSync(file, mode);
  }
  return names.length;
}

function loseOutputs(project: PipelineProject): void {
  for (const name of ["prepared", "models/model.txt", "metrics.json"])
    rmSync(join(project.path, name), { recursive: true });
}

function assertWhole(project: PipelineProject): void {
  assert.deepEqual(contentOf(project), whole.content);
  assert.deepEqual(cacheOf(project), whole.cache);
  for (const name of cacheOf(project).filter((each) => each.startsWith("files/"))) {
    const named = name.slice("files/md5/".length).replace("/", "").replace(".dir", "");
    const bytes = readFileSync(join(project.path, ".dvc/cache", name));
    assert.equal(createHash("md5").update(bytes).digest("hex"), named, name);
  }
}

const isListing = (name: string): boolean => name.endsWith(".dir");
const isFile = (name: string): boolean => !isListing(name);

const flipped: Change = (bytes) => {
  const at = Math.floor(bytes.length / 2);
  return Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)));
};
const truncated: Change = (bytes) => bytes.subarray(0, bytes.length - 1);
const emptied: Change = () => "";
const renamed: Change = (bytes) => bytes.toString().replace("train.csv", "TRAIN.csv");
const led: Change = (bytes) => bytes.toString().replace("train.csv", "../t.csv ".trimEnd());

for (const [kind, chosen, title, change] of [
  ["file", isFile, "one bit of it flipped", flipped],
  ["file", isFile, "its last byte missing", truncated],
  ["file", isFile, "nothing in it", emptied],
  ["folder's list", isListing, "one bit of it flipped", flipped],
  ["folder's list", isListing, "its last byte missing", truncated],
  ["folder's list", isListing, "nothing in it", emptied],
  ["folder's list", isListing, "another name in it", renamed],
  ["folder's list", isListing, "a name in it that leads out of the folder", led],
] as const) {
  for (const [state, mode] of [
    ["read-only", 0o444],
    ["writable", 0o644],
  ] as const) {
    test(`a ${kind} in the cache with ${title}, ${state}: its stage runs again and mends it`, {
      skip,
    }, async () => {
      using project = faultProject();
      await project.run();
      assert.ok(damage(project, chosen, change, mode) > 0);
      loseOutputs(project);
      assert.equal((await project.run())["prepare"], "ran");
      assertWhole(project);
      loseOutputs(project);
      assert.deepEqual(await project.run(), { prepare: "restored", train: "restored", evaluate: "restored" });
      assertWhole(project);
      await project.engine.dispose();
    });
  }
}

test("outputs that are in place stay there, whatever became of the cache", { skip }, async () => {
  using project = faultProject();
  await project.run();
  damage(project, () => true, flipped, 0o444);
  await project.run();
  assert.deepEqual(contentOf(project), whole.content);
  await project.engine.dispose();
});

test("what `status` finds damaged it leaves where it is", { skip }, async () => {
  using project = faultProject();
  await project.run();
  damage(project, isFile, flipped, 0o644);
  assert.deepEqual((await project.reasons())["prepare"], ["out prepared not in cache"]);
  assert.deepEqual(cacheOf(project), whole.cache);
  assert.deepEqual(await project.run(), { prepare: "ran", train: "ran", evaluate: "cached" });
  await project.engine.dispose();
});
