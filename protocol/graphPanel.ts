/**
 * What the pipeline graph's page is told and what it may ask. The host sends the graph when it changes, and of the
 * stages' states those that changed; the page keeps none of its own. Both sides parse what they receive.
 */
import * as z from "zod";
import { runnerSchema } from "./metricsPanel.ts";
import { problemSchema } from "./problem.ts";
import { stageVerdicts } from "./run.ts";
import { stageNeedSchema } from "./status.ts";

/**
 * How a stage is shown: as the files say, or as a run has it or left it.
 * `absent`: it is no part of the run that is shown.
 */
export const shownStates = [
  "fresh",
  "stale",
  "frozen",
  "pending",
  "running",
  ...stageVerdicts,
  "absent",
] as const;

export const graphStageSchema = z.object({
  name: z.string(),
  reads: z.array(z.string()),
  writes: z.array(z.string()),
  needs: z.array(stageNeedSchema),
});

export const stageNowSchema = z.object({
  name: z.string(),
  state: z.enum(shownStates),
  /** What went wrong with it, and why it would run, in words. */
  why: z.array(z.string()),
  /** How long it took in the run that the state is of. */
  ms: z.number().nonnegative().nullable(),
  /** Milliseconds since 1970 at which it began, while it runs and that is known. */
  since: z.number().nullable(),
});

export const graphSchema = z.discriminatedUnion("state", [
  z.object({ state: z.literal("noProject") }),
  z.object({ state: z.literal("untrusted") }),
  /** The project has not been looked at yet. */
  z.object({ state: z.literal("reading") }),
  z.object({ state: z.literal("unusable"), problems: z.array(problemSchema).min(1) }),
  z.object({
    state: z.literal("stages"),
    stages: z.array(graphStageSchema),
    /** `own`: this window's project, whose stages can be run and opened. `shared`: somebody else's run, to look at. */
    of: z.enum(["own", "shared"]),
    /** Whose run the states are of, where it is another participant's, and its number. */
    runner: runnerSchema.extend({ run: z.number().int() }).nullable(),
  }),
]);

export const toGraphSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("graph"), graph: graphSchema }),
  /** Those that changed. */
  z.object({ type: z.literal("stages"), stages: z.array(stageNowSchema) }),
]);

/** `define`: where dvc.yaml defines it. `code`: the file that its command runs. */
export const stageActions = ["run", "reproduce", "explain", "define", "code"] as const;

export const fromGraphSchema = z.discriminatedUnion("type", [
  /** The page has its listeners: send everything. */
  z.object({ type: z.literal("ready") }),
  /** `stages`: by name; the name of a group stands for all of its stages. */
  z.object({ type: z.literal("act"), action: z.enum(stageActions), stages: z.array(z.string()).min(1) }),
  z.object({ type: z.literal("cancel") }),
  z.object({ type: z.literal("newWorkshop") }),
  z.object({ type: z.literal("manageTrust") }),
  z.object({ type: z.literal("openPipeline") }),
  z.object({ type: z.literal("openProblem"), index: z.number().int().nonnegative() }),
]);

export type ShownState = (typeof shownStates)[number];
export type GraphStage = z.infer<typeof graphStageSchema>;
export type StageNow = z.infer<typeof stageNowSchema>;
export type PipelineGraph = z.infer<typeof graphSchema>;
export type ToGraph = z.infer<typeof toGraphSchema>;
export type StageAction = (typeof stageActions)[number];
export type FromGraph = z.infer<typeof fromGraphSchema>;
