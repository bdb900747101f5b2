/** What the pipeline graph shows, from how the project, its runs and the session stand. Pure: it only reads. */
import { describeProblem, describeReason } from "#protocol/describe.ts";
import type { GraphStage, PipelineGraph, StageNow } from "#protocol/graphPanel.ts";
import type { PanelStage, RunView } from "#protocol/metricsPanel.ts";
import type { ProjectStatus, StageStatus } from "#protocol/status.ts";
import type { ProjectFolder } from "../workspace/projectFolder.ts";
import type { SharedRun } from "./sharedRun.ts";
import { shownState } from "./shownState.ts";

export interface GraphSources {
  readonly project: Pick<ProjectFolder, "type">;
  readonly status: ProjectStatus | null;
  /** This window's run, under way or the last. */
  readonly view: RunView | null;
  /** The session's run, where that is what is shown. */
  readonly shared: SharedRun | null;
  /** When the stages that run now began: milliseconds since 1970. */
  readonly began: ReadonlyMap<string, number>;
}

export interface ShownGraph {
  readonly graph: PipelineGraph;
  readonly stages: readonly StageNow[];
}

export function shownGraph(sources: GraphSources): ShownGraph {
  const { project, status, view, shared, began } = sources;
  if (shared !== null) return sharedGraph(status, shared);
  if (project.type === "untrusted") return { graph: { state: "untrusted" }, stages: [] };
  if (project.type !== "ready") return { graph: { state: "noProject" }, stages: [] };
  if (status === null) return { graph: { state: "reading" }, stages: [] };
  if (status.state === "unusable") return { graph: status, stages: [] };
  const inRun = byName(view?.stages ?? []);
  return {
    graph: { state: "stages", of: "own", stages: status.stages.map(graphStage), runner: null },
    stages: status.stages.map((stage) => ownNow(stage, inRun.get(stage.name), began)).map(withFailure(view)),
  };
}

/** On the own project's graph where that has all stages of the run; what it has besides is no part of it. */
function sharedGraph(
  status: ProjectStatus | null,
  { view, name, drives, interrupted }: SharedRun,
): ShownGraph {
  const inRun = byName(view.stages);
  const own = status?.state === "ready" ? status.stages : [];
  const names = new Set(own.map((stage) => stage.name));
  const isOwn = view.stages.every((stage) => names.has(stage.name));
  const stages = isOwn ? own.map(graphStage) : view.stages.map(sharedStage);
  const runner = { name, drives, interrupted, run: view.number };
  return {
    graph: { state: "stages", of: isOwn ? "own" : "shared", stages, runner },
    stages: stages.map((stage) => sharedNow(stage.name, inRun.get(stage.name))).map(withFailure(view)),
  };
}

function byName(stages: readonly PanelStage[]): ReadonlyMap<string, PanelStage> {
  return new Map(stages.map((stage) => [stage.name, stage]));
}

function graphStage({ name, inputs, outputs, needs }: StageStatus): GraphStage {
  return { name, reads: inputs, writes: outputs, needs };
}

function sharedStage({ name, needs = [] }: PanelStage): GraphStage {
  return { name, reads: [], writes: [], needs: needs.map((stage) => ({ stage, paths: [] })) };
}

function ownNow(
  { name, state: known, reasons }: StageStatus,
  inRun: PanelStage | undefined,
  began: ReadonlyMap<string, number>,
): StageNow {
  const state = shownState(known, inRun);
  return {
    name,
    state,
    // What it was stale for is being seen to.
    why: state === "running" || state === "pending" ? [] : reasons.map(describeReason),
    ms: state === inRun?.state ? inRun.ms : null,
    since: state === "running" ? (began.get(name) ?? null) : null,
  };
}

function sharedNow(name: string, inRun: PanelStage | undefined): StageNow {
  return { name, state: inRun?.state ?? "absent", why: [], ms: inRun?.ms ?? null, since: null };
}

/** A stage that failed says first what happened. */
function withFailure(view: RunView | null): (now: StageNow) => StageNow {
  const problems = Map.groupBy(view?.problems ?? [], ({ stage }) => stage);
  return (now) =>
    now.state === "failed"
      ? { ...now, why: [...(problems.get(now.name) ?? []).map(describeProblem), ...now.why] }
      : now;
}

/** Those that differ from what was sent before. */
export function changedStages(
  sent: ReadonlyMap<string, StageNow>,
  stages: readonly StageNow[],
): readonly StageNow[] {
  return stages.filter((stage) => {
    const before = sent.get(stage.name);
    return before === undefined || !sameNow(before, stage);
  });
}

function sameNow(one: StageNow, other: StageNow): boolean {
  return (
    one.state === other.state &&
    one.ms === other.ms &&
    one.since === other.since &&
    one.why.join("\n") === other.why.join("\n")
  );
}
