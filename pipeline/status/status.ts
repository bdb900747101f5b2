/** For each stage of a workspace: fresh or stale, and why. Writes nothing but the hash memory. */
import type { ProjectStatus, StageNeed, StageStatus, StaleReason } from "#protocol/status.ts";
import { createCache } from "../cache/cache.ts";
import { fileProblem } from "../files.ts";
import { createHasher } from "../hash/hasher.ts";
import type { HashMemories } from "../hash/memory.ts";
import { linkedInputs } from "../project/links.ts";
import { type Project, projectFile, type Stage } from "../project/project.ts";
import { codeOf } from "./code.ts";
import { type Eyes, examine } from "./examine.ts";
import { needsOfStages } from "./needs.ts";
import { type Prepared, prepare, saveQuietly } from "./prepare.ts";

export async function projectStatus(workspace: string, memories: HashMemories): Promise<ProjectStatus> {
  try {
    return await readStatus(workspace, memories);
  } catch (error) {
    const found = fileProblem(error, workspace);
    if (found === null) throw error;
    return { state: "unusable", problems: [found] };
  }
}

async function readStatus(workspace: string, memories: HashMemories): Promise<ProjectStatus> {
  const preparation = await prepare(workspace, memories);
  if (preparation.type === "problems") return { state: "unusable", problems: preparation.problems };
  const { prepared } = preparation;
  const eyes: Eyes = { hasher: createHasher(workspace, prepared.memory), cache: createCache(workspace) };
  const { stages } = prepared.project;
  const needs = needsOfStages(stages);
  const [own, warnings] = await Promise.all([
    Promise.all(stages.map((stage) => ownStatus(eyes, prepared, stage, needs.get(stage.name) ?? []))),
    linkedInputs(prepared.project, stages),
  ]);
  await saveQuietly(prepared.memory, true);
  return { state: "ready", stages: withUpstream(prepared.project, own), warnings };
}

async function ownStatus(
  eyes: Eyes,
  { project, lock, files }: Prepared,
  stage: Stage,
  needs: StageNeed[],
): Promise<StageStatus> {
  const [examined, code] = await Promise.all([
    examine(eyes, stage, lock.entries.get(stage.name), files),
    codeOf(project.workspace, stage),
  ]);
  const reasons = stage.frozen ? [] : [...examined.inputs, ...examined.outputs];
  const state = stage.frozen ? "frozen" : reasons.length > 0 ? "stale" : "fresh";
  const named = [...stage.dependencies, ...stage.parameters].map((input) => input.path);
  const inputs = [...new Set([...named, ...project.templateFiles])];
  const { name, position } = stage;
  const outputs = stage.outputs.map((output) => output.path);
  return { name, state, reasons, path: projectFile, line: position.line, inputs, outputs, needs, code };
}

/** A stage is as stale as what it reads from. What an earlier stage will make is not missing. */
function withUpstream(project: Project, statuses: readonly StageStatus[]): StageStatus[] {
  const stale = new Set<string>();
  return statuses.map((status) => {
    const needs = project.needs.get(status.name) ?? [];
    const upstream = needs.filter((name) => stale.has(name));
    const reasons: StaleReason[] = [
      ...status.reasons.filter(({ type }) => type !== "missingDependency" || upstream.length === 0),
      ...upstream.map((stage) => ({ type: "upstream", stage }) as const),
    ];
    if (status.state === "frozen" || reasons.length === 0) return status;
    stale.add(status.name);
    return { ...status, state: "stale", reasons };
  });
}
