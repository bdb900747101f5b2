/** Links of the workspace that lead out of it: what is read through them is read, and told. */
import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type PipelineProject, pipelineProject, verdictsOf } from "#support/pipelineProject.ts";

const skip = process.platform === "win32" ? "links there need a right of their own" : false;

const shared = { "a.csv": "1\n", "params.yaml": "seed: 1\n", "vars.yaml": "name: x\n" };

function linked(
  project: PipelineProject,
  outside: PipelineProject,
  links: Readonly<Record<string, string>>,
): void {
  for (const [name, target] of Object.entries(links))
    symlinkSync(join(outside.path, target), join(project.path, name));
}

async function warningsOf(project: PipelineProject): Promise<string[]> {
  const status = await project.status();
  assert.ok(status.state === "ready", JSON.stringify(status));
  return status.warnings.map(({ code, path, line, stage, message }) => {
    assert.equal(code, "linked-outside");
    return `${path}:${line} ${stage} ${message.split(" leads")[0]}`;
  });
}

test("data behind a link to a shared disk is used, followed and told", { skip }, async () => {
  using outside = pipelineProject(shared);
  using project = pipelineProject({
    "dvc.yaml": `stages:
  one:
    cmd: cat data/a.csv > out.txt
    deps:
    - data
    outs: [out.txt]
  two: {cmd: cp data/a.csv two.txt, deps: [data/a.csv, data], outs: [two.txt]}
`,
  });
  linked(project, outside, { data: "." });
  const events = await project.events();
  assert.deepEqual(verdictsOf(events), { one: "ran", two: "ran" });
  const told = events.flatMap((event) => (event.type === "warned" ? event.problems : []));
  assert.match(
    told[0]?.message ?? "",
    /^'data' leads through a link to \S+, outside the workspace\. It is read from there/,
  );
  assert.deepEqual(await warningsOf(project), ["dvc.yaml:5 one 'data'", "dvc.yaml:7 two 'data/a.csv'"]);
  outside.write("a.csv", "2\n");
  assert.deepEqual(await project.run(), { one: "ran", two: "ran" });
  assert.equal(project.read("out.txt"), "2\n");
  await project.engine.dispose();
});

test("params and vars behind a link are read, and told", { skip }, async () => {
  using outside = pipelineProject(shared);
  using project = pipelineProject({
    "dvc.yaml": `vars: [vars.yaml]
stages:
  one: {cmd: "echo \${name} > out.txt", params: [seed], outs: [out.txt]}
`,
  });
  linked(project, outside, { "params.yaml": "params.yaml", "vars.yaml": "vars.yaml" });
  assert.deepEqual(await project.run(), { one: "ran" });
  assert.deepEqual(await warningsOf(project), [
    "dvc.yaml:1 null 'params.yaml'",
    "dvc.yaml:1 null 'vars.yaml'",
  ]);
  await project.engine.dispose();
});

test("a working folder behind a link is told; a link inside the workspace is nobody's concern", {
  skip,
}, async () => {
  using outside = pipelineProject(shared);
  using project = pipelineProject({
    "dvc.yaml": "stages:\n  one: {cmd: 'true', wdir: there}\n  two: {cmd: 'true', deps: [near]}\n",
    "data/a.csv": "1\n",
  });
  linked(project, outside, { there: "." });
  symlinkSync("data", join(project.path, "near"));
  assert.deepEqual(await warningsOf(project), ["dvc.yaml:2 one 'there'"]);
  await project.engine.dispose();
});

test("a dependency that is not there yet is no link to anywhere", { skip }, async () => {
  using project = pipelineProject({ "dvc.yaml": "stages:\n  one: {cmd: 'true', deps: [none/a.csv]}\n" });
  assert.deepEqual(await warningsOf(project), []);
  await project.engine.dispose();
});
