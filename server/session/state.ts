/**
 * The session as the relay knows it: rows in tables, held in memory. A row says what the replicas see and what only
 * the relay knows. Decisions change it through `apply` alone (change.ts).
 */
import * as z from "zod";
import { handoverSchema } from "#protocol/session/handover.ts";
import { participantIdSchema } from "#protocol/session/ids.ts";
import { roleSchema } from "#protocol/session/roles.ts";
import { shownRunSchema } from "#protocol/session/shownRun.ts";
import {
  commentSchema,
  personSchema,
  rotationSchema,
  sessionInfoSchema,
  sharedRunSchema,
  suggestionSchema,
} from "#protocol/session/state.ts";

export const rowSchemas = {
  /** One row, `session`. */
  session: sessionInfoSchema,
  participants: personSchema.extend({
    /** Is in the document: a facilitator, or somebody who wrote, published or has a seat. */
    shown: z.boolean(),
    removed: z.boolean(),
  }),
  /** `owner` is told to nobody where `author` is absent. */
  suggestions: suggestionSchema.extend({ owner: participantIdSchema }),
  /** By `voteId`. */
  votes: z.literal(true),
  comments: commentSchema,
  /** One row, `rotation`. */
  rotation: rotationSchema.extend({
    /** Milliseconds left at the monotonic instant `since`; it stands where `since` is null. */
    clock: z.object({ left: z.number(), since: z.number().nullable() }).nullable(),
    /** Nothing is to be said any more about the end that comes near. */
    warned: z.boolean(),
  }),
  runs: sharedRunSchema,
  /** One row, `run`. */
  shown: shownRunSchema,
  /** One row, `handover`. */
  handover: handoverSchema,
  /** By the SHA-256 of the token. Instants are of the wall clock. */
  tokens: z.object({ participant: participantIdSchema, expires: z.number() }),
  /** By the SHA-256 of the code. */
  invitations: z.object({ role: roleSchema, expires: z.number() }),
  /** The last number given to each kind of id, by its letter. */
  counters: z.number().int().nonnegative(),
} as const;

export type TableName = keyof typeof rowSchemas;
export type Row<Table extends TableName> = z.infer<(typeof rowSchemas)[Table]>;

/** Rows are replaced, never changed. */
export type Tables = { readonly [Table in TableName]: Map<string, Row<Table>> };

/** What would otherwise be searched for. Follows from the tables. */
export interface Indexes {
  readonly votersOf: Map<string, Set<string>>;
  readonly votesOf: Map<string, Set<string>>;
  readonly commentsOn: Map<string, Set<string>>;
  readonly suggestionsOf: Map<string, Set<string>>;
}

export interface State {
  readonly tables: Tables;
  readonly indexes: Indexes;
}

export function emptyState(): State {
  return {
    tables: {
      session: new Map(),
      participants: new Map(),
      suggestions: new Map(),
      votes: new Map(),
      comments: new Map(),
      rotation: new Map(),
      runs: new Map(),
      shown: new Map(),
      handover: new Map(),
      tokens: new Map(),
      invitations: new Map(),
      counters: new Map(),
    },
    indexes: {
      votersOf: new Map(),
      votesOf: new Map(),
      commentsOn: new Map(),
      suggestionsOf: new Map(),
    },
  };
}

function only<Value>(rows: ReadonlyMap<string, Value>, id: string): Value {
  const row = rows.get(id);
  if (row === undefined) throw new Error(`the session has no ${id}`);
  return row;
}

export function sessionOf({ tables }: State): Row<"session"> {
  return only(tables.session, "session");
}

export function rotationOf({ tables }: State): Row<"rotation"> {
  return only(tables.rotation, "rotation");
}

/** Undefined for one who was removed, too. */
export function participantOf({ tables }: State, id: string): Row<"participants"> | undefined {
  const row = tables.participants.get(id);
  return row === undefined || row.removed ? undefined : row;
}

export function voteId(suggestion: string, participant: string): string {
  return `${suggestion}/${participant}`;
}

export function readVoteId(id: string): { suggestion: string; participant: string } {
  const [suggestion = "", participant = ""] = id.split("/");
  return { suggestion, participant };
}

const nothing: ReadonlySet<string> = new Set();

/** What an index knows under a key. */
export function indexed(index: ReadonlyMap<string, ReadonlySet<string>>, key: string): ReadonlySet<string> {
  return index.get(key) ?? nothing;
}
