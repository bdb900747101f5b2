/** The JSON schema of `dvc.yaml`, for the YAML extension where somebody has it: made of the same table as our own help. */
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import {
  groupKeys,
  type Key,
  outputFlags,
  plotFlags,
  stageKeys,
  topLevelKeys,
} from "#pipeline/project/keys.ts";
import { distFolder } from "./folders.ts";

export const schemaFile = join(distFolder, "dvc.schema.json");

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: ["string", "number", "boolean"] };

/** Where a value belongs, a template may stand: a text. */
function schemaOf({ name, form }: Key): Schema {
  switch (form) {
    case "text":
      return text;
    case "flag":
      return { type: ["boolean", "string"] };
    case "command":
      return { type: ["string", "array"], items: text };
    case "paths":
      return { type: "array", items: text };
    case "artifacts":
      return artifacts(name === "plots" ? [...outputFlags, ...plotFlags] : outputFlags);
    case "parameters":
      return { type: "array", items: { type: ["string", "object"] } };
    case "list":
      return { type: "array" };
    case "map":
      return { type: ["object", "string"] };
    case "stage":
      return closed(stageKeys);
    case "stages":
      return { type: "object", additionalProperties: closed([...stageKeys, ...groupKeys]) };
    case "any":
      return {};
  }
}

/** Other keys are a slip of the pen. */
function closed(keys: readonly Key[]): Schema {
  const properties = Object.fromEntries(
    keys.map((key) => [key.name, { description: key.explanation, ...schemaOf(key) }]),
  );
  return { type: "object", additionalProperties: false, properties };
}

function artifacts(flags: readonly Key[]): Schema {
  const flagged = { type: "object", additionalProperties: { ...closed(flags), type: ["object", "null"] } };
  return { type: "array", items: { anyOf: [text, flagged] } };
}

export function pipelineSchema(): Schema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "dvc.yaml",
    ...closed(topLevelKeys),
  };
}

export async function writePipelineSchema(): Promise<void> {
  await writeFileAtomic(schemaFile, `${JSON.stringify(pipelineSchema(), null, 2)}\n`);
}
