/** What `status` says of each stage: fresh or stale, and why. */
import * as z from "zod";
import { type JsonValue, jsonSchema } from "./json.ts";
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
  /** The stage's own source files, for "open code": the file that `baton exec` or `python` is given, if any. */
  code: z.string().nullable(),
});

export const projectStatusSchema = z.discriminatedUnion("state", [
  /** Stages in the order in which a run takes them. */
  z.object({ state: z.literal("ready"), stages: z.array(stageStatusSchema) }),
  z.object({ state: z.literal("unusable"), problems: z.array(problemSchema).min(1) }),
]);

export type StaleReason = z.infer<typeof staleReasonSchema>;
export type StageStatus = z.infer<typeof stageStatusSchema>;
export type ProjectStatus = z.infer<typeof projectStatusSchema>;

function shown(value: JsonValue | undefined): string {
  return value === undefined ? "(none)" : JSON.stringify(value);
}

/** The reason in words: `changed param forest.trees: 100 -> 200`. */
export function describeReason(reason: StaleReason): string {
  switch (reason.type) {
    case "neverRan":
      return "never ran";
    case "changedCommand":
      return "changed command";
    case "changedDependency":
      return `changed dep ${reason.path}`;
    case "missingDependency":
      return `missing dep ${reason.path}`;
    case "changedParameter":
      return `changed param ${reason.key}: ${shown(reason.before)} -> ${shown(reason.after)}`;
    case "changedOutput":
      return `changed out ${reason.path}`;
    case "missingOutput":
      return `missing out ${reason.path}`;
    case "uncachedOutput":
      return `out ${reason.path} not in cache`;
    case "alwaysChanged":
      return "always changed";
    case "upstream":
      return `needs ${reason.stage}, which is stale`;
  }
}
