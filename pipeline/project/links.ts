/**
 * Links of a workspace that lead out of it. What a stage reads through one is read, as DVC does (teams keep their data
 * on a shared disk), but it is told; what it would write through one is refused (`run/outputs.ts`).
 */
import { realpath } from "node:fs/promises";
import path from "node:path";
import { type Problem, problem } from "#protocol/problem.ts";
import { unlessMissing } from "../files.ts";
import { type Position, type Project, projectFile, type Stage } from "./project.ts";

/** Where a place of the workspace really lies, if that is outside; what isn't there lies where its folder does. */
export async function placeOutside(workspace: string, place: string): Promise<string | null> {
  return outsideOf(await realpath(workspace), path.join(workspace, place));
}

async function outsideOf(root: string, file: string): Promise<string | null> {
  const real = await nearest(file);
  return real === root || real.startsWith(root + path.sep) ? null : real;
}

async function nearest(file: string): Promise<string> {
  return (await unlessMissing(realpath(file))) ?? nearest(path.dirname(file));
}

interface Read {
  readonly stage: string | null;
  readonly position: Position;
}

/** Once for each place that stages read, where the first of them names it. */
export async function linkedInputs(
  { workspace, templateFiles }: Project,
  stages: readonly Stage[],
): Promise<Problem[]> {
  const reads = new Map<string, Read>();
  for (const file of templateFiles) reads.set(file, { stage: null, position: { line: 1, column: 1 } });
  for (const stage of stages) {
    const add = (place: string, position: Position): void => {
      if (!reads.has(place)) reads.set(place, { stage: stage.name, position });
    };
    add(stage.folder, stage.position);
    for (const input of [...stage.dependencies, ...stage.parameters]) add(input.path, input.position);
    for (const { path: shown } of stage.displays) add(shown, stage.position);
  }
  const root = await realpath(workspace);
  const look = async ([place, read]: [string, Read]): Promise<Problem | null> => {
    const outside = await outsideOf(root, path.join(workspace, place));
    return outside === null ? null : linkedInput(place, outside, read);
  };
  return (await Promise.all(Array.from(reads, look))).filter((each) => each !== null);
}

function linkedInput(place: string, outside: string, { stage, position }: Read): Problem {
  const sentence = `'${place}' leads through a link to ${outside}, outside the workspace. It is read from there: elsewhere this needs the same link.`;
  return problem("linked-outside", sentence, { path: projectFile, ...position, stage });
}
