/**
 * The run that everybody's metrics panel shows, as its driver sends it: a `RunView` in which every text and every
 * list has its bound, since it comes from somebody else and goes to everybody.
 */
import * as z from "zod";
import { headlineSchema, panelStageSchema, type RunView, runViewSchema } from "../metricsPanel.ts";
import { problemSchema } from "../problem.ts";
import { maximumPlotRows, plotTableSchema, runTriggerSchema } from "../run.ts";
import { participantIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";

const text = z
  .string()
  .max(limits.shownCharacters)
  .refine((value) => value.isWellFormed());

const values = z.array(z.union([z.number(), text, z.null()])).max(maximumPlotRows);

const shownPlotSchema = plotTableSchema
  .extend({
    path: text,
    title: text.nullable(),
    x: text.nullable(),
    y: text.nullable(),
    columns: z.array(z.object({ name: text, values })).max(limits.shownParts),
  })
  .refine(({ columns }) => new Set(columns.map((column) => column.values.length)).size <= 1);

const shownProblemSchema = problemSchema.extend({
  message: text,
  path: text.nullable(),
  stage: text.nullable(),
});

export const shownViewSchema = runViewSchema.extend({
  id: text,
  startedAt: z.iso.datetime(),
  trigger: runTriggerSchema.extend({ who: text, note: text.nullable() }),
  source: text.nullable(),
  split: text.nullable(),
  headlines: z.array(headlineSchema.extend({ name: text })).max(limits.runFigures),
  stages: z
    .array(panelStageSchema.extend({ name: text, needs: z.array(text).max(limits.shownParts).optional() }))
    .max(limits.shownParts),
  plots: z.array(shownPlotSchema).max(limits.shownParts),
  history: runViewSchema.shape.history.max(limits.shownHistory),
  problems: z.array(shownProblemSchema).max(limits.shownParts),
}) satisfies z.ZodType<RunView>;

export const shownRunSchema = z.object({
  view: shownViewSchema,
  by: participantIdSchema,
  /** Milliseconds since 1970 by the relay's wall clock. */
  at: z.number().int(),
  turn: z.number().int().nonnegative(),
});

export type ShownRun = z.infer<typeof shownRunSchema>;
