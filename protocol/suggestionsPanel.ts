/**
 * What the Suggestions view is told and what it may ask. The host computes each card and what its reader may do with
 * it; the page sorts, filters and keeps drafts. Both sides parse what they receive.
 */
import * as z from "zod";
import { textSchema } from "./session/commands.ts";
import { limits } from "./session/limits.ts";
import { overrideSchema, suggestionKinds, suggestionStatuses } from "./session/state.ts";

/** A suggestion's id, or, until the relay has answered, that of the command which posts it. */
const cardId = z.string().max(64);

/** What a reader may do with a card. `pin` also takes the pin away, `vote` the vote. */
export const cardActions = [
  "vote",
  "comment",
  "edit",
  "withdraw",
  "accept",
  "start",
  "done",
  "decline",
  "reopen",
  "pin",
  "merge",
  "archive",
  "restore",
] as const;

const lines = z.tuple([z.number().int().positive(), z.number().int().positive()]);

/** A place in a file: posix path, lines 1-based and both included; the whole file without lines. */
export const placeSchema = z.object({ path: z.string(), lines: lines.nullable() });

/**
 * - `unknown`: not looked at yet, or no such file is in this window
 * - `here`: the text stands where it stood
 * - `moved`: it stands elsewhere in the file, at `lines`
 * - `stale`: it is there no more
 */
export const anchorStandings = ["unknown", "here", "moved", "stale"] as const;

export const cardAnchorSchema = placeSchema.extend({ standing: z.enum(anchorStandings) });

/** What the runs made for a suggestion changed, against the run before them. */
export const effectSchema = z.object({
  /** The metric's name in its file. */
  metric: z.string(),
  before: z.number(),
  after: z.number(),
  /** The run that the second value is of, by the driver's count. */
  run: z.number().int(),
});

export const cardCommentSchema = z.object({
  id: cardId,
  author: z.string(),
  text: z.string(),
  at: z.number().int(),
  pending: z.boolean(),
});

export const cardSchema = z.object({
  id: cardId,
  text: z.string(),
  kind: z.enum(suggestionKinds),
  status: z.enum(suggestionStatuses),
  /** The one that an edit names. */
  revision: z.number().int().nonnegative(),
  /** Null where it is anonymous. */
  author: z.string().nullable(),
  mine: z.boolean(),
  /** Milliseconds since 1970. */
  at: z.number().int(),
  votes: z.number().int().nonnegative(),
  voted: z.boolean(),
  pinned: z.boolean(),
  /** Something about it has no answer of the relay's yet. */
  pending: z.boolean(),
  /** Why it was declined. */
  reason: z.string().nullable(),
  /** The text of the one that it was merged into. */
  mergedInto: z.string().nullable(),
  anchor: cardAnchorSchema.nullable(),
  override: overrideSchema.nullable(),
  effect: effectSchema.nullable(),
  comments: z.array(cardCommentSchema),
  may: z.array(z.enum(cardActions)),
});

/** What holds for the whole board. */
export const boardSchema = z.object({
  /** Why nothing can be posted; null while it can. */
  closed: z.enum(["observer", "ended"]).nullable(),
  /** Whether the session takes suggestions without a name. */
  anonymous: z.boolean(),
  /** What is posted now waits. */
  offline: z.boolean(),
  /** Parameters that a suggestion can name, with their present values. */
  parameters: z.array(overrideSchema),
  /** The editor's selection, which can be attached. */
  selection: placeSchema.nullable(),
  /** What the next suggestion is about. */
  attached: placeSchema.nullable(),
});

export const toSuggestionsSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("board"), board: boardSchema }),
  /** The cards that are new or changed, and the ids of those that are gone. */
  z.object({ type: z.literal("cards"), cards: z.array(cardSchema), gone: z.array(cardId) }),
  /** The relay refused what the page posted: the text is not lost. */
  z.object({ type: z.literal("returned"), text: z.string() }),
]);

const suggestion = cardId;

export const fromSuggestionsSchema = z.discriminatedUnion("type", [
  /** The page has its listeners: send everything. */
  z.object({ type: z.literal("ready") }),
  z.object({
    type: z.literal("post"),
    text: textSchema(limits.suggestionCharacters),
    kind: z.enum(suggestionKinds),
    anonymous: z.boolean(),
    override: overrideSchema.nullable(),
  }),
  z.object({
    type: z.literal("edit"),
    suggestion,
    revision: z.number().int().nonnegative(),
    text: textSchema(limits.suggestionCharacters),
  }),
  z.object({ type: z.literal("comment"), suggestion, text: textSchema(limits.commentCharacters) }),
  /** What needs no words of the page's; the host asks for a reason where there has to be one. */
  z.object({
    type: z.literal("act"),
    suggestion,
    action: z.enum(cardActions).exclude(["edit", "comment"]),
  }),
  /** Show the anchor in the editor. */
  z.object({ type: z.literal("open"), suggestion }),
  /** Make the selection what the next suggestion is about; or nothing. */
  z.object({ type: z.literal("attach") }),
  z.object({ type: z.literal("detach") }),
]);

export type CardAction = (typeof cardActions)[number];
export type AnchorStanding = (typeof anchorStandings)[number];
export type Place = z.infer<typeof placeSchema>;
export type CardAnchor = z.infer<typeof cardAnchorSchema>;
export type Effect = z.infer<typeof effectSchema>;
export type CardComment = z.infer<typeof cardCommentSchema>;
export type Card = z.infer<typeof cardSchema>;
export type Board = z.infer<typeof boardSchema>;
export type ToSuggestions = z.infer<typeof toSuggestionsSchema>;
export type FromSuggestions = z.infer<typeof fromSuggestionsSchema>;
