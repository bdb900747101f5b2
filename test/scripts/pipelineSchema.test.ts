import assert from "node:assert/strict";
import { test } from "node:test";
import { pipelineSchema } from "../../scripts/build/pipelineSchema.ts";

test("the schema of dvc.yaml explains every key, and knows stages, groups and flags", () => {
  const text = JSON.stringify(pipelineSchema());
  const schema = JSON.parse(text);
  assert.equal(schema.additionalProperties, false);
  const stage = schema.properties.stages.additionalProperties;
  for (const name of ["cmd", "matrix", "foreach", "do"]) assert.ok(stage.properties[name].description, name);
  assert.ok(stage.properties.do.properties.cmd && !stage.properties.do.properties.foreach);
  const flags = (list: string) => stage.properties[list].items.anyOf[1].additionalProperties.properties;
  assert.ok(flags("plots").template && flags("plots").cache && !flags("outs").template);
});
