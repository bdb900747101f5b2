/**
 * What the engine and the child that executes a stage's module say to each other. In the small form of the schema
 * library, because the child loads it and should be ready soon.
 */
import * as z from "zod/mini";

/** To the child: what to execute. A child gets one job in its life. */
export const jobSchema = z.object({
  type: z.literal("job"),
  /** As written in the command, relative to `cwd`. */
  file: z.string(),
  args: z.array(z.string()),
  cwd: z.string(),
  /** The whole environment. */
  env: z.record(z.string(), z.string()),
});

/** From the child. */
export const reportSchema = z.discriminatedUnion("type", [
  /** The job is taken: from here on, how the child ends is how the stage ends. */
  z.object({ type: z.literal("started") }),
  z.object({
    type: z.literal("failed"),
    message: z.string(),
    /** Absolute; null when no file of the team's is to blame. */
    file: z.nullable(z.string()),
    line: z.nullable(z.int().check(z.positive())),
    column: z.nullable(z.int().check(z.positive())),
  }),
]);

export type Job = z.infer<typeof jobSchema>;
export type Report = z.infer<typeof reportSchema>;
export type FailedReport = Extract<Report, { type: "failed" }>;
