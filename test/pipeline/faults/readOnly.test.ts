/** Folders that may only be read, the cache above all, as on a shared disk: what is there can be used, nobody works in vain. */
import assert from "node:assert/strict";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { mountDisk, readOnly } from "#support/disks.ts";
import { contentOf, faultFiles, faultProject } from "#support/faultProject.ts";
import { cacheOf } from "#support/goldenProject.ts";
import { first, pipelineProject } from "#support/pipelineProject.ts";

const skip = process.platform === "win32" ? "folders there have no such permission" : false;

test("outputs come back from a cache that may only be read", { skip }, async (context) => {
  using project = faultProject();
  await project.run();
  const whole = contentOf(project);
  using disk = readOnly(context, join(project.path, ".dvc/cache"));
  if (disk === null) return;
  rmSync(join(project.path, "prepared"), { recursive: true });
  project.write("models/model.txt", "edited");
  assert.deepEqual(await project.run(), { prepare: "restored", train: "restored", evaluate: "cached" });
  assert.deepEqual(contentOf(project), whole);
  await project.engine.dispose();
});

test("where the cache may only be read, no stage is executed, and its outputs stay as they are", {
  skip,
}, async (context) => {
  using project = faultProject();
  await project.run();
  project.write("params.yaml", "scale: 3\n");
  project.write("prepared/test.csv", "edited by hand\n");
  project.write("prepared/mine.txt", "put there by hand\n");
  const before = contentOf(project);
  {
    using disk = readOnly(context, join(project.path, ".dvc/cache"));
    if (disk === null) return;
    const { verdict, problem } = first(await project.events(), "stageFinished");
    assert.deepEqual([verdict, problem?.code, problem?.path], ["failed", "not-writable", ".dvc/cache"]);
    assert.deepEqual(contentOf(project), before);
    assert.equal(project.read("ran.txt"), "prepare\ntrain\nevaluate\n");
  }
  assert.deepEqual(await project.run(), { prepare: "ran", train: "cached", evaluate: "cached" });
  await project.engine.dispose();
});

test("what is damaged in a cache that may only be read does not keep the status from being told", {
  skip,
}, async (context) => {
  using project = faultProject();
  await project.run();
  for (const name of cacheOf(project).filter((each) => /files\/md5\/.*[^r]$/.test(each))) {
    const file = join(project.path, ".dvc/cache", name);
    chmodSync(file, 0o644);
    writeFileSync(file, "damage");
  }
  using disk = readOnly(context, join(project.path, ".dvc/cache"));
  if (disk === null) return;
  assert.deepEqual((await project.reasons())["train"], [
    "out models/model.txt not in cache",
    "needs prepare, which is stale",
  ]);
  const events = await project.events();
  assert.equal(first(events, "stageFinished").problem?.code, "not-writable");
  await project.engine.dispose();
});

test("where Baton's own folder may only be read, a run is refused, but there is a status", {
  skip,
}, async (context) => {
  using project = faultProject({ ".baton/turns/.keep": "", ".baton/.gitignore": "*\n" });
  using disk = readOnly(context, join(project.path, ".baton"));
  if (disk === null) return;
  const [problem] = first(await project.events(), "runRefused").problems;
  assert.deepEqual([problem?.code, problem?.path], ["not-writable", ".baton/turns/1"]);
  assert.ok(!project.has("prepared"));
  assert.equal((await project.status()).state, "ready");
  await project.engine.dispose();
});

test("where nothing can be kept at all, a stage neither runs nor loses its outputs", {
  skip,
}, async (context) => {
  using project = pipelineProject({ ...faultFiles, "prepared/mine.txt": "precious" });
  using disk = mountDisk(context, join(project.path, ".dvc"), "ro");
  if (disk === null) return;
  const { problem } = first(await project.events(), "stageFinished");
  assert.deepEqual([problem?.code, problem?.path], ["not-writable", ".dvc/.gitignore"]);
  assert.equal(project.read("prepared/mine.txt"), "precious");
  await project.engine.dispose();
});
