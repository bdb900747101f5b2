import assert from "node:assert/strict";
import { test } from "node:test";
import { pipelineProject } from "#support/pipelineProject.ts";

for (const [command, code] of [
  ["baton exec pipeline/train.ts --fast", "work/pipeline/train.ts"],
  ["python3 -u 'pipeline/train.ts' x", "work/pipeline/train.ts"],
  ["cd . && node pipeline/train.ts", "work/pipeline/train.ts"],
  ["baton exec pipeline/none.ts", null],
  ["cp pipeline/train.ts there", null],
] as const) {
  test(`the code of '${command}' is ${code}`, async () => {
    using project = pipelineProject({
      "work/pipeline/train.ts": "",
      "dvc.yaml": `stages:\n  one:\n    cmd: ${command}\n    wdir: work\n`,
    });
    const status = await project.status();
    assert.equal(status.state === "ready" ? status.stages[0]?.code : "unusable", code);
    assert.equal(status.state === "ready" && status.stages[0]?.line, 2);
  });
}
