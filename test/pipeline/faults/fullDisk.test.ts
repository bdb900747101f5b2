/** Disks that are full, for the cache, for Baton's own folder, for all: told with the path, and nothing that was kept is lost. */
import assert from "node:assert/strict";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { mountDisk } from "#support/disks.ts";
import { contentOf, faultFiles, undisturbed } from "#support/faultProject.ts";
import { first, pipelineProject } from "#support/pipelineProject.ts";

const large = {
  "in.txt": "1",
  "dvc.yaml":
    "stages:\n  one: {cmd: head -c $(cat in.txt)000000 /dev/zero > out.bin, deps: [in.txt], outs: [out.bin]}\n",
};

test("a full disk for the cache is told with the path; what was locked and cached before stays valid", async (context) => {
  using project = pipelineProject(large);
  using disk = mountDisk(context, join(project.path, ".dvc"), "size=3m");
  if (disk === null) return;
  assert.deepEqual(await project.run(), { one: "ran" });
  const lock = project.read("dvc.lock");
  project.write("in.txt", "9");
  const { verdict, problem } = first(await project.events(), "stageFinished");
  assert.deepEqual([verdict, problem?.code, problem?.stage], ["failed", "disk-full", "one"]);
  assert.match(problem?.path ?? "", /^\.dvc\/cache\//);
  assert.equal(project.read("dvc.lock"), lock);
  assert.deepEqual(
    readdirSync(join(project.path, ".dvc/cache")).filter((name) => name.endsWith(".tmp")),
    [],
  );
  project.write("in.txt", "1");
  assert.deepEqual(await project.run(), { one: "restored" });
});

test("a full disk refuses the run with the path, and the next run need not wait for it", async (context) => {
  using project = pipelineProject({ ...large, ".baton/.gitignore": "*\n" });
  using disk = mountDisk(context, join(project.path, ".baton"), "size=64k");
  if (disk === null) return;
  assert.deepEqual(await project.run(), { one: "ran" });
  assert.throws(() => project.write(".baton/fill", Buffer.alloc(100_000)));
  const begun = performance.now();
  for (const _ of ["once", "again"]) {
    const [problem] = first(await project.events(), "runRefused").problems;
    assert.deepEqual([problem?.code, problem?.path], ["disk-full", ".baton/turns/2"]);
  }
  rmSync(join(project.path, ".baton/fill"));
  assert.deepEqual(await project.run(), { one: "cached" });
  assert.ok(performance.now() - begun < 10_000, "the refused runs' turns were waited for");
});

test("a disk that is full when the lock is to be written: the next run comes to what an undisturbed one does", async (context) => {
  const files = {
    "dvc.yaml": faultFiles["dvc.yaml"].replace("models/model.txt\n", "models/model.txt; sh fill.sh\n"),
  };
  const { content } = await undisturbed({ ...files, "fill.sh": "" });
  using project = pipelineProject({});
  using disk = mountDisk(context, project.path, "size=1m");
  using cacheDisk = disk && mountDisk(context, join(project.path, ".dvc"), "size=1m");
  if (cacheDisk === null) return;
  for (const [name, text] of Object.entries({ ...faultFiles, ...files })) project.write(name, text);
  project.write("fill.sh", "cat /dev/zero > filler 2> /dev/null\ntrue\n");
  const ends = (await project.events()).filter((event) => event.type === "stageFinished");
  assert.deepEqual([ends[1]?.problem?.code, ends[1]?.problem?.path], ["disk-full", "dvc.lock"]);
  rmSync(join(project.path, "filler"));
  project.write("fill.sh", "");
  assert.deepEqual(await project.run(), { prepare: "cached", train: "restored", evaluate: "ran" });
  assert.deepEqual(contentOf(project), content);
  await project.engine.dispose();
});
