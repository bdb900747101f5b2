import assert from "node:assert/strict";
import { test } from "node:test";
import { pipelineProject } from "#support/pipelineProject.ts";

const pipeline = `stages:
  report:
    cmd: x
    deps: [models, params/made.yaml]
    params: [params/made.yaml: [trees]]
  each:
    foreach: [a, b]
    do:
      cmd: x
      deps: [data/clean/part.csv]
      outs: ["models/\${item}.json"]
  clean:
    cmd: x
    deps: [raw.csv]
    outs: [data/clean, params/made.yaml]
`;

test("each stage tells from which others it reads, and what: a folder, a file in one, params", async () => {
  using project = pipelineProject({ "dvc.yaml": pipeline, "raw.csv": "" });
  const status = await project.status();
  assert.ok(status.state === "ready");
  const needs = Object.fromEntries(status.stages.map((stage) => [stage.name, stage.needs]));
  assert.deepEqual(needs["clean"], []);
  assert.deepEqual(needs["each@a"], [{ stage: "clean", paths: ["data/clean/part.csv"] }]);
  assert.deepEqual(needs["report"], [
    { stage: "clean", paths: ["params/made.yaml"] },
    { stage: "each@a", paths: ["models"] },
    { stage: "each@b", paths: ["models"] },
  ]);
  const outputs = status.stages.find(({ name }) => name === "clean")?.outputs;
  assert.deepEqual(outputs, ["data/clean", "params/made.yaml"]);
});
