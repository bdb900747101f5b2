/** What `status` says after each kind of change to a whole project, what a run then does, and that the way back is free. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { changes, type Edit, needs } from "#support/goldenChanges.ts";
import { type GoldenProject, goldenProject } from "#support/goldenProject.ts";

const skip = process.platform === "win32" ? "the projects' commands are for a POSIX shell" : false;

/** Gives the way back. */
function apply(project: GoldenProject, edit: Edit): () => void {
  if ("gone" in edit) {
    rmSync(join(project.path, edit.gone));
    return () => undefined;
  }
  const before = project.read(edit.file);
  const after = before.replace(edit.from, edit.to);
  assert.notEqual(after, before);
  project.write(edit.file, after);
  return () => project.write(edit.file, before);
}

function without<Told>(all: Readonly<Record<string, Told>>, usual: NoInfer<Told>): Record<string, Told> {
  return Object.fromEntries(
    Object.entries(all).filter(([, told]) => JSON.stringify(told) !== JSON.stringify(usual)),
  );
}

for (const name of ["python", "matrix", "foreach", "wdir"] as const) {
  for (const { what, edit, stale, run } of changes[name]) {
    test(`${name}, ${what}: who is stale, who runs, and the way back`, { skip }, async () => {
      using project = goldenProject(name);
      await project.run();
      const undo = apply(project, edit);
      assert.deepEqual(without(await project.reasons(), []), stale);
      assert.deepEqual(without(await project.run(), "cached"), run);
      assert.deepEqual(without(await project.reasons(), []), {});
      undo();
      assert.ok(!Object.values(await project.run()).includes("ran"));
      assert.equal(project.read("dvc.lock"), project.lock);
      await project.engine.dispose();
    });
  }
}

test("flags: what is kept grows, what git keeps is no object of the cache, what always changes runs", {
  skip,
}, async () => {
  using project = goldenProject("flags");
  await project.run();
  project.write("in.txt", "two\n");
  assert.deepEqual(await project.reasons(), {
    make: ["changed dep in.txt"],
    frozen: [needs("make")],
    after: [needs("frozen")],
    always: ["always changed"],
  });
  const ran = { make: "ran", frozen: "ran", after: "ran", always: "ran" };
  assert.deepEqual(await project.run(), ran);
  assert.equal(project.read("kept.txt"), "one\ntwo\n");
  rmSync(join(project.path, "git.txt"));
  assert.deepEqual((await project.reasons())["make"], ["missing out git.txt"]);
  assert.deepEqual(await project.run(), { ...ran, frozen: "cached", after: "cached" });
  await project.engine.dispose();
});

test("flags: a frozen stage stays as it is, whatever changed before it", { skip }, async () => {
  using project = goldenProject("flags");
  await project.run();
  project.write("dvc.yaml", project.written.replace("frozen: false", "frozen: true"));
  project.write("in.txt", "two\n");
  assert.deepEqual(await project.reasons(), {
    make: ["changed dep in.txt"],
    frozen: [],
    after: [],
    always: ["always changed"],
  });
  assert.deepEqual(await project.run(), { make: "ran", frozen: "skipped", after: "cached", always: "ran" });
  assert.equal(project.read("last.txt"), "one\n");
  await project.engine.dispose();
});
