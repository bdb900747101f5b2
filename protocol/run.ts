/**
 * One run of a pipeline: the events that tell it while it happens, and the record that it leaves.
 * Views, the command line and sessions all draw from these; nobody else interprets a stage's output.
 */
import * as z from "zod";
import { jsonSchema } from "./json.ts";
import { problemSchema } from "./problem.ts";

/**
 * How a stage ended.
 * - `ran`: its command was executed and succeeded
 * - `cached`: nothing it depends on has changed, its outputs are in place: nothing was done
 * - `restored`: its outputs were brought back from the cache, without executing its command
 * - `skipped`: it is frozen, or a stage it needs failed or was cancelled
 * - `failed`: its command failed, or what it needs or promises is not there
 * - `cancelled`: it was ended while it ran
 */
export const stageVerdicts = ["ran", "cached", "restored", "skipped", "failed", "cancelled"] as const;
export const stageVerdictSchema = z.enum(stageVerdicts);

/**
 * How a whole run ended.
 * - `refused`: the project is unusable, nothing was executed
 * - `interrupted`: the process died in its middle, or is still at it
 */
export const runOutcomes = ["done", "failed", "cancelled", "refused", "interrupted"] as const;
export const runOutcomeSchema = z.enum(runOutcomes);

/** Who launched a run, and why. */
export const runTriggerSchema = z.object({
  who: z.string(),
  why: z.enum(["command", "save", "terminal"]),
  note: z.string().nullable(),
});

/** A metrics file's content after a stage wrote it, as parsed. */
export const metricsFileSchema = z.object({ path: z.string(), content: jsonSchema });

/** A plot's table: columns of equal length, at most `maximumPlotRows` long. */
export const plotTableSchema = z.object({
  path: z.string(),
  title: z.string().nullable(),
  x: z.string().nullable(),
  y: z.string().nullable(),
  columns: z.array(
    z.object({ name: z.string(), values: z.array(z.union([z.number(), z.string(), z.null()])) }),
  ),
  /** Rows in the file: more than the columns hold when the file was longer than the limit. */
  rows: z.number().int().nonnegative(),
});

/** What a plot keeps of a longer file: more dots than this no screen tells apart. */
export const maximumPlotRows = 10_000;

export const stageResultSchema = z.object({
  name: z.string(),
  verdict: stageVerdictSchema,
  /** Milliseconds from the stage's start to its end, hashing and caching included. */
  ms: z.number().nonnegative(),
});

export const runEventSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("runStarted"),
    run: z.string(),
    number: z.number().int().positive(),
    /** ISO 8601, UTC. */
    startedAt: z.string(),
    trigger: runTriggerSchema,
    /** Every stage of this run, in the order in which they are taken. */
    stages: z.array(z.string()),
  }),
  /** Another run holds the workspace: this one begins when that ends. */
  z.object({ type: z.literal("waiting"), message: z.string() }),
  /** What people should know of, and what does not stop the run. */
  z.object({ type: z.literal("warned"), problems: z.array(problemSchema).min(1) }),
  z.object({ type: z.literal("stageStarted"), stage: z.string(), command: z.string() }),
  z.object({
    type: z.literal("output"),
    stage: z.string(),
    stream: z.enum(["stdout", "stderr"]),
    /** One line, without its end. */
    line: z.string(),
  }),
  z.object({
    type: z.literal("stageFinished"),
    ...stageResultSchema.omit({ name: true }).shape,
    stage: z.string(),
    problem: problemSchema.nullable(),
  }),
  /** What a finished stage declares as metrics and plots; only that stage's. */
  z.object({
    type: z.literal("metricsRead"),
    stage: z.string(),
    metrics: z.array(metricsFileSchema),
    plots: z.array(plotTableSchema),
    problems: z.array(problemSchema),
  }),
  z.object({
    type: z.literal("runFinished"),
    /**
     * The record that tells this run. A run that finds everything unchanged since the last record leaves none
     * of its own: it answers with that one.
     */
    run: z.string(),
    number: z.number().int().positive(),
    outcome: z.enum(["done", "failed", "cancelled"]),
    ms: z.number().nonnegative(),
  }),
  z.object({ type: z.literal("runRefused"), problems: z.array(problemSchema).min(1) }),
]);

/** What `.baton/runs/<id>/run.json` holds. */
export const runRecordSchema = z.object({
  version: z.literal(1),
  id: z.string(),
  /** Counts up within one checkout: what people call a run by. */
  number: z.number().int().positive(),
  startedAt: z.string(),
  ms: z.number().nonnegative(),
  trigger: runTriggerSchema,
  outcome: runOutcomeSchema,
  stages: z.array(stageResultSchema.extend({ problem: problemSchema.nullable() })),
  /** Every parameter the stages declare, as file, dotted key and value. */
  params: z.array(z.object({ path: z.string(), key: z.string(), value: jsonSchema })),
  metrics: z.array(metricsFileSchema),
  plots: z.array(plotTableSchema),
  /** sha256 of `dvc.lock` after the run: names the state of all inputs and outputs; null without a lock. */
  lock: z.string().nullable(),
  git: z
    .object({
      commit: z.string(),
      dirty: z.boolean(),
      /** Whether what differs from the commit stands beside the record, as `changes.patch`; `lost`: more than is kept. */
      changes: z.enum(["none", "kept", "lost"]).default("none"),
    })
    .nullable(),
  /** What each stage read and wrote, by its hash. */
  files: z
    .array(
      z.object({
        stage: z.string(),
        use: z.enum(["dependency", "output"]),
        path: z.string(),
        md5: z.string(),
      }),
    )
    .default([]),
  environment: z
    .object({
      /** Null where no stage called Python. */
      python: z
        .object({
          version: z.string(),
          /** By name. */
          packages: z.array(z.object({ name: z.string(), version: z.string() })),
        })
        .nullable(),
    })
    .default({ python: null }),
  /** The session's suggestion that it was made for. */
  suggestion: z.object({ id: z.string(), text: z.string() }).nullable().default(null),
  machine: z.object({
    platform: z.string(),
    architecture: z.string(),
    cpu: z.string(),
    cores: z.number().int(),
    memoryBytes: z.number(),
    node: z.string(),
    baton: z.string(),
  }),
});

export type StageVerdict = z.infer<typeof stageVerdictSchema>;
export type RunOutcome = z.infer<typeof runOutcomeSchema>;
export type RunTrigger = z.infer<typeof runTriggerSchema>;
export type MetricsFile = z.infer<typeof metricsFileSchema>;
export type PlotTable = z.infer<typeof plotTableSchema>;
export type StageResult = z.infer<typeof stageResultSchema>;
export type RunEvent = z.infer<typeof runEventSchema>;
export type RunRecord = z.infer<typeof runRecordSchema>;
