/**
 * A problem as people see it: a code for programs, a sentence to act on, and the place where it stands.
 * Every refusal and every failed stage is told in this shape. It is not an Error: nothing throws it.
 */
import * as z from "zod";

/** Each code names one cause. Tests and views ask for the code; people read the sentence. */
export const problemCodes = [
  "no-project",
  "invalid-yaml",
  "invalid-project",
  "invalid-template",
  "unsupported-feature",
  "unknown-stage",
  "cycle",
  "duplicate-output",
  "overlapping-outputs",
  "missing-dependency",
  "missing-parameter",
  "missing-output",
  "invalid-parameters",
  "invalid-lock",
  "invalid-metrics",
  "invalid-plot",
  "unsafe-path",
  "linked-outside",
  "workspace-busy",
  "command-failed",
  "missing-python",
  "disk-full",
  "not-writable",
  "io-error",
] as const;

export const problemSchema = z.object({
  code: z.enum(problemCodes),
  /** What happened, what it means, what to do: plain words, no markup. */
  message: z.string(),
  /** Where: posix, relative to the workspace; null when no file is to blame. */
  path: z.string().nullable(),
  /** 1-based. */
  line: z.number().int().positive().nullable(),
  /** 1-based. */
  column: z.number().int().positive().nullable(),
  stage: z.string().nullable(),
});

export type ProblemCode = (typeof problemCodes)[number];
export type Problem = z.infer<typeof problemSchema>;

/** A problem with only what is known filled in. */
export function problem(
  code: ProblemCode,
  message: string,
  place: Partial<Pick<Problem, "path" | "line" | "column" | "stage">> = {},
): Problem {
  return { code, message, path: null, line: null, column: null, stage: null, ...place };
}
