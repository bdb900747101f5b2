/** The Pythons that a run would miss in its middle: found out before its first command. */
import type { Problem } from "#protocol/problem.ts";
import { createCache } from "../cache/cache.ts";
import { createHasher } from "../hash/hasher.ts";
import { projectFile, type Stage } from "../project/project.ts";
import { examine } from "../status/examine.ts";
import type { StagesParts } from "./runParts.ts";

/** A stage that is up to date by itself needs none: what made its outputs may be another machine. */
export async function missingPythons(parts: StagesParts): Promise<Problem[]> {
  const { workspace, selected, runner } = parts;
  const problems: Problem[] = [];
  for (const stage of selected.filter(({ frozen }) => !frozen)) {
    const missing = await runner.missingPython({ stage: stage.name, lines: stage.lines, workspace });
    if (missing === null || (await isFresh(parts, stage))) continue;
    problems.push({ ...missing, path: projectFile, ...stage.position });
  }
  return problems;
}

async function isFresh({ workspace, prepared }: StagesParts, stage: Stage): Promise<boolean> {
  const eyes = { hasher: createHasher(workspace, prepared.memory), cache: createCache(workspace) };
  const entry = prepared.lock.entries.get(stage.name);
  const { inputs, outputs } = await examine(eyes, stage, entry, prepared.files);
  return inputs.length + outputs.length === 0;
}
