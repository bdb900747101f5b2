/** What `status` says of each stage: fresh or stale, and why. */
import * as z from "zod";
import { jsonSchema } from "./json.ts";
import { problemSchema } from "./problem.ts";

/** Why a stage would run. `never ran`: the lock does not know it. `upstream`: a stage it reads from is stale. */
export const staleReasonSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("neverRan") }),
  z.object({ type: z.literal("changedCommand") }),
  z.object({ type: z.literal("changedDependency"), path: z.string() }),
  z.object({ type: z.literal("missingDependency"), path: z.string() }),
  z.object({
    type: z.literal("changedParameter"),
    path: z.string(),
    key: z.string(),
    /** Absent when the key is new, or gone. */
    before: jsonSchema.optional(),
    after: jsonSchema.optional(),
  }),
  z.object({ type: z.literal("changedOutput"), path: z.string() }),
  z.object({ type: z.literal("missingOutput"), path: z.string() }),
  /** In place, but the cache could not bring it back. */
  z.object({ type: z.literal("uncachedOutput"), path: z.string() }),
  z.object({ type: z.literal("alwaysChanged") }),
  z.object({ type: z.literal("upstream"), stage: z.string() }),
]);

/** A stage that another reads from, and what of it. */
export const stageNeedSchema = z.object({
  stage: z.string(),
  /** Files and folders as the reading stage names them: posix, relative to the workspace. */
  paths: z.array(z.string()),
});

export const stageStatusSchema = z.object({
  name: z.string(),
  /** `frozen`: never runs, whatever changed. */
  state: z.enum(["fresh", "stale", "frozen"]),
  reasons: z.array(staleReasonSchema),
  /** Where the stage is defined. */
  path: z.string(),
  line: z.number().int().positive(),
  /** Every file and folder it reads, parameter files included: posix, relative to the workspace. */
  inputs: z.array(z.string()),
  /** Every file and folder it makes: posix, relative to the workspace. */
  outputs: z.array(z.string()),
  /** The stages it reads from directly. */
  needs: z.array(stageNeedSchema),
  /** The stage's own source files, for "open code": the file that `baton exec` or `python` is given, if any. */
  code: z.string().nullable(),
});

export const projectStatusSchema = z.discriminatedUnion("state", [
  /** Stages in the order in which a run takes them. */
  z.object({
    state: z.literal("ready"),
    stages: z.array(stageStatusSchema),
    /** What people should know of, and what stops no run. */
    warnings: z.array(problemSchema),
  }),
  z.object({ state: z.literal("unusable"), problems: z.array(problemSchema).min(1) }),
]);

export type StaleReason = z.infer<typeof staleReasonSchema>;
export type StageNeed = z.infer<typeof stageNeedSchema>;
export type StageStatus = z.infer<typeof stageStatusSchema>;
export type ProjectStatus = z.infer<typeof projectStatusSchema>;
