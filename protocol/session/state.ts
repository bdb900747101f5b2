/**
 * The session's state as every replica sees it: the values in the Yjs document, which only the relay writes.
 * Each root is a Y.Map of plain JSON values; SPEC.md ([DOC-*]) says which. Who voted is not in it.
 */
import * as z from "zod";
import { runOutcomeSchema } from "../run.ts";
import { handoverSchema } from "./handover.ts";
import {
  breakIdSchema,
  participantIdSchema,
  runIdSchema,
  sessionIdSchema,
  suggestionIdSchema,
} from "./ids.ts";
import { limits } from "./limits.ts";
import { roleSchema } from "./roles.ts";
import { shownRunSchema } from "./shownRun.ts";

const field = z.string().max(limits.fieldCharacters);

const name = z.string().max(limits.nameCharacters);

/** Milliseconds since 1970 by the relay's wall clock, as far as a date goes; to be shown, never to be reckoned with. */
const instant = z.number().int().min(-8.64e15).max(8.64e15);

export const sessionInfoSchema = z.object({
  protocol: z.number().int(),
  id: sessionIdSchema,
  epoch: z.number().int().positive(),
  title: name,
  state: z.enum(["open", "ended"]),
  /** Nobody new gets in; who is in stays. */
  locked: z.boolean(),
  /** Whether suggestions without an author are taken. */
  anonymous: z.boolean(),
});

/** As a commit's `Co-authored-by` has it: nothing that ends the line or the address. */
export const emailSchema = z
  .string()
  .max(limits.emailCharacters)
  .regex(/^[^\s<>@,;:"\\()[\]\p{Cc}\p{Cf}]+@[^\s<>@,;:"\\()[\]\p{Cc}\p{Cf}]+$/u);

/** Whoever wrote something, has a seat, raised a hand, agreed to be named, or is a facilitator. */
export const personSchema = z.object({
  name,
  role: roleSchema,
  /** Agreed to be named in the session's recap. */
  named: z.literal(true).optional(),
  /** Agreed to be named in commits, too. */
  email: emailSchema.optional(),
});

export const suggestionKinds = ["idea", "parameters", "question"] as const;
export const suggestionStatuses = ["open", "accepted", "inProgress", "done", "declined", "archived"] as const;

/** A place in the code, and what stood there. */
export const anchorSchema = z.strictObject({
  path: field,
  /** 1-based, both included. */
  lines: z.tuple([z.number().int().positive(), z.number().int().positive()]).nullable(),
  commit: field.nullable(),
  text: z.string().max(limits.anchorCharacters),
});

const parameterValue = z.union([z.string().max(limits.fieldCharacters), z.number(), z.boolean(), z.null()]);

/** A parameter to try with another value. */
export const overrideSchema = z.strictObject({ path: field, key: field, value: parameterValue });

/** Fields that say nothing are absent: a document of thousands stays small. */
export const suggestionSchema = z.object({
  text: z.string().max(limits.suggestionCharacters),
  kind: z.enum(suggestionKinds),
  /** Absent where it is anonymous. */
  author: participantIdSchema.optional(),
  at: instant,
  status: z.enum(suggestionStatuses),
  /** Counts the changes of its text; absent before the first. */
  revision: z.number().int().positive().optional(),
  anchor: anchorSchema.optional(),
  override: overrideSchema.optional(),
  pinned: z.literal(true).optional(),
  /** Why it was declined. */
  reason: z.string().max(limits.reasonCharacters).optional(),
  mergedInto: suggestionIdSchema.optional(),
  /** Its status before it was archived. */
  before: z.enum(suggestionStatuses).optional(),
});

export const commentSchema = z.object({
  suggestion: suggestionIdSchema,
  author: participantIdSchema,
  text: z.string().max(limits.commentCharacters),
  at: instant,
});

export const seatSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("person"),
    participant: participantIdSchema,
    /** Turns that this participant has driven. */
    turns: z.number().int().nonnegative(),
    /** Stepped out: keeps the place, is passed over. */
    out: z.boolean(),
  }),
  z.object({ type: z.literal("break"), id: breakIdSchema, milliseconds: z.number().int().positive() }),
]);

/**
 * - `idle`: not started
 * - `running`: the driver drives, the clock runs
 * - `paused`: the driver's seat is kept, the clock stands
 * - `over`: the time is up and nobody rotates by itself: "next" ends the turn, or the break
 * - `break`: nobody drives, the clock runs
 * - `waiting`: nobody who has a seat is there; the first who comes drives
 */
export const rotationPhases = ["idle", "running", "paused", "over", "break", "waiting"] as const;

export const rotationSchema = z.object({
  /** Counts up by one at every change of driver, and never otherwise; 0 before the first. */
  turn: z.number().int().nonnegative(),
  phase: z.enum(rotationPhases),
  /** Null in `idle`, `break`, `waiting`, and when a break is over. */
  driver: participantIdSchema.nullable(),
  /** The order: the driver first while there is one, then who comes next. */
  seats: z.array(seatSchema).max(limits.seats),
  turnMilliseconds: z.number().int(),
  /** At the end of the time the next one drives by itself. */
  autoRotate: z.boolean(),
  /** Fewest turns first. */
  fair: z.boolean(),
  /** The last turns that counted, in their order; `at` by the relay's wall clock, when each began. */
  history: z
    .array(z.object({ turn: z.number().int(), driver: participantIdSchema, at: instant }))
    .max(limits.history)
    .default([]),
  /** Whoever joins and may drive gets a seat at the end, while there is room. */
  everybody: z.boolean().default(false),
  /** Who asks to drive, in the order in which they raised their hands. */
  hands: z.array(participantIdSchema).max(limits.hands).default([]),
});

export const runFigureSchema = z.strictObject({
  name: field,
  value: z.number(),
  baseline: z.number().nullable(),
});

/** What the driver shows of a run. */
export const publishedRunSchema = z.strictObject({
  /** By which the driver's checkout calls it. */
  number: z.number().int().positive(),
  outcome: runOutcomeSchema,
  ms: z.number().nonnegative(),
  /** "synthetic sample", ... */
  source: field.nullable(),
  metrics: z.array(runFigureSchema).max(limits.runFigures),
  parameters: z.array(overrideSchema).max(limits.runFigures),
  commit: field.nullable(),
  /** For which it was made. */
  suggestion: suggestionIdSchema.nullable(),
});

export const sharedRunSchema = publishedRunSchema.extend({
  by: participantIdSchema,
  at: instant,
  turn: z.number().int().nonnegative(),
});

/** What a facilitator exports: the whole document as JSON. */
export const sessionViewSchema = z.object({
  session: sessionInfoSchema,
  people: z.record(participantIdSchema, personSchema),
  suggestions: z.record(suggestionIdSchema, suggestionSchema),
  /** How many voted for each; absent is none. */
  votes: z.record(suggestionIdSchema, z.number().int().nonnegative()),
  comments: z.record(z.string(), commentSchema),
  rotation: rotationSchema,
  runs: z.record(runIdSchema, sharedRunSchema),
  /** What the driver's panel shows of a run; null before the first. */
  shown: shownRunSchema.nullable().default(null),
  /** How far the code is on its way between two drivers; null before the first handover. */
  handover: handoverSchema.nullable().default(null),
});

export type SessionInfo = z.infer<typeof sessionInfoSchema>;
export type Person = z.infer<typeof personSchema>;
export type Anchor = z.infer<typeof anchorSchema>;
export type Suggestion = z.infer<typeof suggestionSchema>;
export type SuggestionStatus = Suggestion["status"];
export type Comment = z.infer<typeof commentSchema>;
export type Seat = z.infer<typeof seatSchema>;
export type Rotation = z.infer<typeof rotationSchema>;
export type RotationPhase = Rotation["phase"];
export type PublishedRun = z.infer<typeof publishedRunSchema>;
export type SharedRun = z.infer<typeof sharedRunSchema>;
export type SessionView = z.infer<typeof sessionViewSchema>;
