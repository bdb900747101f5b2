/**
 * Whole projects: the exact text of the lock, the exact paths of the cache, and the same verdicts as DVC's. What is
 * expected was computed apart from Baton, by Python's own hashlib, json and ruamel.yaml.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cacheOf, goldenNames, goldenProject, realDvc } from "#support/goldenProject.ts";

const skip = process.platform === "win32" ? "the projects' commands are for a POSIX shell" : false;

/** Of the stages that are not made to run always. */
function once<Told>(told: Readonly<Record<string, Told>>): Record<string, Told> {
  return Object.fromEntries(Object.entries(told).filter(([stage]) => stage !== "always"));
}

function each<Told>(names: Readonly<Record<string, unknown>>, told: Told): Record<string, Told> {
  return Object.fromEntries(Object.keys(once(names)).map((name) => [name, told]));
}

for (const name of goldenNames) {
  test(`${name}: lock and cache are what DVC would write, and dvc.yaml is left alone`, { skip }, async () => {
    using project = goldenProject(name);
    const verdicts = await project.run();
    assert.deepEqual(once(verdicts), each(verdicts, "ran"));
    assert.equal(project.read("dvc.lock"), project.lock);
    assert.deepEqual(
      cacheOf(project).filter((file) => file.startsWith("files/") || project.cache.includes(file)),
      project.cache,
    );
    assert.equal(project.read("dvc.yaml"), project.written);
    await project.engine.dispose();
  });

  test(`${name}: nothing runs again, nor on a checkout that brings lock and cache along`, {
    skip,
  }, async () => {
    using project = goldenProject(name);
    const verdicts = await project.run();
    assert.deepEqual(once(await project.reasons()), each(verdicts, []));
    assert.deepEqual(once(await project.run()), each(verdicts, "cached"));
    writeFileSync(join(project.path, "dvc.lock"), project.lock);
    assert.deepEqual(once(await project.reasons()), each(verdicts, []));
    await project.engine.dispose();
  });

  test(`${name}: DVC and Baton find what the other made up to date`, { skip }, async (context) => {
    using ours = goldenProject(name);
    using theirs = goldenProject(name);
    const [judge, maker] = [realDvc(ours.path), realDvc(theirs.path)];
    if (judge === null || maker === null) return context.skip("no dvc on the PATH to ask");
    for (const dvc of [judge, maker]) dvc(["init", "--no-scm", "--quiet"]);
    await ours.run();
    assert.deepEqual(once(JSON.parse(judge(["status", "--json"]))), {});
    maker(["repro"]);
    assert.equal(theirs.read("dvc.lock"), ours.read("dvc.lock"));
    const reasons = await theirs.reasons();
    assert.deepEqual(once(reasons), each(reasons, []));
    await Promise.all([ours.engine.dispose(), theirs.engine.dispose()]);
  });
}
