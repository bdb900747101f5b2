/** Outputs that no run would bring back: of frozen stages, and of those that persist. */
import assert from "node:assert/strict";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { placeOutputs } from "#pipeline/run/placeOutputs.ts";
import { type PipelineProject, pipelineProject } from "#support/pipelineProject.ts";

const signal = new AbortController().signal;

function dvcYaml(flags: string, output = "made.txt"): string {
  const lines = [
    "stages:",
    "  make:",
    "    cmd: mkdir -p made && cp in.txt made/a && cp in.txt made.txt",
    "    deps: [in.txt]",
    ...(flags === "frozen: true" ? [`    ${flags}`] : []),
    "    outs:",
    `      - ${output}${flags === "persist: true" ? `: {${flags}}` : ""}`,
    "  use:",
    "    cmd: mkdir -p made && cat made.txt > used.txt",
    `    deps: [${output}]`,
    "    outs: [used.txt]",
  ];
  return `${lines.join("\n")}\n`;
}

/** The same files as git would bring them, and the same cache. */
function checkoutOf(project: PipelineProject, outputs: readonly string[]): PipelineProject {
  const other = pipelineProject({});
  cpSync(project.path, other.path, { recursive: true });
  for (const name of [".baton", ...outputs]) rmSync(join(other.path, name), { recursive: true, force: true });
  return other;
}

for (const flags of ["frozen: true", "persist: true"])
  for (const output of ["made.txt", "made"])
    test(`with '${flags}' ${output} is put back, and a run has nothing to do`, async () => {
      using project = pipelineProject({ "dvc.yaml": dvcYaml("", output), "in.txt": "1" });
      await project.run();
      project.write("dvc.yaml", dvcYaml(flags, output));
      if (flags === "persist: true") await project.run();
      using other = checkoutOf(project, [output, "used.txt"]);
      await placeOutputs(other.path, signal);
      const verdicts = await other.run();
      assert.deepEqual(verdicts, { make: flags === "frozen: true" ? "skipped" : "cached", use: "restored" });
    });

test("what is there and in no cache stays; what the cache has gives way", async () => {
  using project = pipelineProject({ "dvc.yaml": dvcYaml("frozen: true"), "in.txt": "1" });
  project.write("dvc.yaml", dvcYaml(""));
  await project.run();
  project.write("in.txt", "2");
  await project.run();
  project.write("dvc.yaml", dvcYaml("frozen: true"));
  project.write("made.txt", "1");
  await placeOutputs(project.path, signal);
  assert.equal(project.read("made.txt"), "2");
  project.write("made.txt", "by hand");
  await placeOutputs(project.path, signal);
  assert.equal(project.read("made.txt"), "by hand");
});

test("outputs that a run restores are left to it", async () => {
  using project = pipelineProject({ "dvc.yaml": dvcYaml(""), "in.txt": "1" });
  await project.run();
  rmSync(join(project.path, "made.txt"));
  await placeOutputs(project.path, signal);
  assert.equal(project.has("made.txt"), false);
});
