/**
 * What the metrics panel is told and what it may ask. The host sends the whole state each time; the page keeps
 * none of its own. Both sides parse what they receive.
 */
import * as z from "zod";
import { problemSchema } from "./problem.ts";
import { plotTableSchema, runTriggerSchema, stageVerdictSchema } from "./run.ts";

/** A metric of the shown run, beside what it is measured against. */
export const headlineSchema = z.object({
  name: z.string(),
  value: z.number(),
  baseline: z.number().nullable(),
  /** Of the run before this one that has the same metric. */
  previous: z.object({ number: z.number().int(), value: z.number() }).nullable(),
  /** Over all recorded runs; null where no direction is better. */
  best: z.number().nullable(),
});

export const panelStageSchema = z.object({
  name: z.string(),
  state: z.union([z.enum(["pending", "running"]), stageVerdictSchema]),
  ms: z.number().nonnegative().nullable(),
  /** The stages that it reads from, in a run that is shown to others. */
  needs: z.array(z.string()).optional(),
});

export const runViewSchema = z.object({
  id: z.string(),
  number: z.number().int().positive(),
  startedAt: z.string(),
  trigger: runTriggerSchema,
  phase: z.enum(["running", "done", "failed", "cancelled"]),
  /** The run whose figures these are: this one, or the last that ended well while this one has none of its own. */
  figuresOf: z.number().int().positive(),
  /** What the numbers were computed on, when the run says so: "synthetic sample". */
  source: z.string().nullable(),
  /** Which part of the data was judged: "validation", "test". */
  split: z.string().nullable(),
  headlines: z.array(headlineSchema),
  stages: z.array(panelStageSchema),
  /** Milliseconds of the whole run; null while it goes. */
  ms: z.number().nonnegative().nullable(),
  plots: z.array(plotTableSchema),
  /** The first headline metric over the recorded runs, oldest first. */
  history: z.array(z.object({ number: z.number().int(), value: z.number() })),
  problems: z.array(problemSchema),
});

/** Whose run it is, where it is another participant's of the session. */
export const runnerSchema = z.object({
  name: z.string(),
  /** Holds the driver's seat now. */
  drives: z.boolean(),
  /** Went away while it was under way: it may go on, or never end. */
  interrupted: z.boolean(),
});

/** Two runs to look at: this window's own, and the one that the session shows. */
export const runChoiceSchema = z.object({
  shown: z.enum(["own", "shared"]),
  /** Its number; null where the own pipeline cannot run as it stands. */
  own: z.number().int().nullable(),
  shared: z.object({ name: z.string(), number: z.number().int() }),
});

export const panelStateSchema = z.discriminatedUnion("state", [
  z.object({ state: z.literal("noProject") }),
  z.object({ state: z.literal("untrusted") }),
  z.object({ state: z.literal("neverRan") }),
  z.object({
    state: z.literal("refused"),
    problems: z.array(problemSchema).min(1),
    choice: runChoiceSchema.optional(),
  }),
  z.object({
    state: z.literal("run"),
    run: runViewSchema,
    runner: runnerSchema.optional(),
    choice: runChoiceSchema.optional(),
  }),
]);

export const toPanelSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("state"), state: panelStateSchema }),
]);

export const fromPanelSchema = z.discriminatedUnion("type", [
  /** The page has its listeners: send the state. */
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("run") }),
  z.object({ type: z.literal("newWorkshop") }),
  /** The folder is not trusted: open the editor's page that decides. */
  z.object({ type: z.literal("manageTrust") }),
  z.object({ type: z.literal("chooseRun"), whose: runChoiceSchema.shape.shown }),
  z.object({ type: z.literal("openLog") }),
  z.object({ type: z.literal("openProblem"), index: z.number().int().nonnegative() }),
  z.object({ type: z.literal("savePicture"), svg: z.string().max(8_000_000) }),
]);

export type Headline = z.infer<typeof headlineSchema>;
export type PanelStage = z.infer<typeof panelStageSchema>;
export type RunView = z.infer<typeof runViewSchema>;
export type Runner = z.infer<typeof runnerSchema>;
export type RunChoice = z.infer<typeof runChoiceSchema>;
export type PanelState = z.infer<typeof panelStateSchema>;
export type ToPanel = z.infer<typeof toPanelSchema>;
export type FromPanel = z.infer<typeof fromPanelSchema>;
