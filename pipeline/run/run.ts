/** One run, from waiting for its turn to giving it back; what it refuses, it refuses before anything is executed. */
import { stat } from "node:fs/promises";
import path from "node:path";
import { type Problem, problem } from "#protocol/problem.ts";
import { fileProblem, sweepUnfinished, unlessMissing } from "../files.ts";
import { ensureBatonFolder } from "../folders.ts";
import { linkedInputs } from "../project/links.ts";
import { lockFile, projectFile } from "../project/project.ts";
import { readLastRun } from "../records.ts";
import { prepare } from "../status/prepare.ts";
import { missingPythons } from "./missingPythons.ts";
import type { RunParts } from "./runParts.ts";
import { runStages } from "./runStages.ts";
import { select } from "./selection.ts";
import { type Turn, takeTurn } from "./turn.ts";

export async function run(parts: RunParts): Promise<void> {
  const { workspace, emit } = parts;
  try {
    if (await hasProject(workspace)) await ensureBatonFolder(workspace);
    else return refuse(parts, (await prepareProblems(parts)) ?? []);
    const turn = await waitForTurn(parts);
    if (turn === null) return;
    await runInTurn(parts).finally(() => turn.end());
  } catch (error) {
    const found = fileProblem(error, workspace);
    if (found === null) throw error;
    emit({ type: "runRefused", problems: [found] });
  }
}

/** A folder that is no project is left as it is. */
async function hasProject(workspace: string): Promise<boolean> {
  return (await unlessMissing(stat(path.join(workspace, projectFile)))) !== null;
}

async function prepareProblems({ workspace, memories }: RunParts): Promise<Problem[] | null> {
  const preparation = await prepare(workspace, memories);
  return preparation.type === "problems" ? preparation.problems : null;
}

function refuse({ emit }: RunParts, problems: Problem[]): void {
  emit({ type: "runRefused", problems });
}

async function waitForTurn({ workspace, signal, emit }: RunParts): Promise<Turn | null> {
  const message = "Another run is at work in this folder: this one begins when that ends.";
  try {
    return await takeTurn(workspace, () => emit({ type: "waiting", message }), signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    const sentence = "Cancelled before it began.";
    emit({ type: "runRefused", problems: [problem("workspace-busy", sentence)] });
    return null;
  }
}

async function runInTurn(parts: RunParts): Promise<void> {
  const { workspace, memories } = parts;
  const began = performance.now();
  await sweepUnfinished(path.join(workspace, lockFile));
  const [preparation, last] = await Promise.all([prepare(workspace, memories), readLastRun(workspace)]);
  if (preparation.type === "problems") return refuse(parts, preparation.problems);
  const selection = select(preparation.prepared.project, parts);
  if (selection.type === "problems") return refuse(parts, selection.problems);
  const stagesParts = { ...parts, prepared: preparation.prepared, selected: selection.stages, last, began };
  const unready = await missingPythons(stagesParts);
  if (unready.length > 0) return refuse(parts, unready);
  const warnings = await linkedInputs(preparation.prepared.project, selection.stages);
  if (warnings.length > 0) parts.emit({ type: "warned", problems: warnings });
  await runStages(stagesParts);
}
