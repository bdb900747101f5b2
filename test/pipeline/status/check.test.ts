/** A text that is not saved is judged as the file would be, and nothing is written for it. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { pipelineProject } from "#support/pipelineProject.ts";

const texts = {
  good: "stages:\n  one:\n    cmd: x\n",
  empty: " \n",
  "no YAML": "stages: [\n",
  "no map": "- x\n",
  "an unknown key": "stages:\n  one:\n    cmd: x\n    depz: []\n",
  "a circle": "stages:\n  a: {cmd: x, deps: [b], outs: [a]}\n  b: {cmd: x, deps: [a], outs: [b]}\n",
  "an unknown name in a template": "stages:\n  one:\n    cmd: x ${nothing}\n",
};

for (const [name, text] of Object.entries(texts)) {
  test(`${name}: the same problems before it is saved as after`, async () => {
    using project = pipelineProject({
      "dvc.yaml": "stages:\n  saved:\n    cmd: y\n",
      "params.yaml": "a: 1\n",
    });
    const before = readdirSync(project.path);
    const problems = await project.engine.check(project.path, text);
    assert.deepEqual(readdirSync(project.path), before);
    project.write("dvc.yaml", text);
    const status = await project.status();
    assert.deepEqual(problems, status.state === "unusable" ? status.problems : []);
    assert.equal(problems.length === 0, name === "good");
  });
}
