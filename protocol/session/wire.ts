/**
 * What goes over the socket besides Yjs's own frames: message numbers, close codes, acknowledgements, notices.
 * A message of ours is its number as a varUint, then JSON text as lib0 writes a string (frame.ts).
 */
import * as z from "zod";
import { commandIdSchema, participantIdSchema, roomSchema, suggestionIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { refusalReasonSchema } from "./refusal.ts";
import { roleSchema } from "./roles.ts";
import { rotationPhases } from "./state.ts";

export { closeCode } from "./closeCode.ts";

export const protocolVersion = 1;

/** Asked for as the first subprotocol. In a browser the token is the second one; it is never chosen. */
export const subprotocol = "baton.1";

export const messageType = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  /** Participant to relay: `CommandMessage`. */
  command: 100,
  /** Relay to participant: `Ack`. */
  ack: 101,
  /** Relay to participant: `Notice`. */
  notice: 102,
} as const;

/** What a command brought. Ids of what it made, for the sender's view. */
export const resultSchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    /** Of the suggestion, comment, run or break that it made. */
    made: z.string().optional(),
    /** Nothing had to change: voted already, paused already. */
    unchanged: z.literal(true).optional(),
  }),
  z.object({ ok: z.literal(false), reason: refusalReasonSchema, message: z.string() }),
]);

/** Sent when the result is durably stored. Counts up in the order of decisions; null where nothing was decided. */
export const ackSchema = z.object({
  id: commandIdSchema,
  seq: z.number().int().positive().nullable(),
  result: resultSchema,
});

const name = z.string().max(limits.nameCharacters);

export const rosterEntrySchema = z.object({
  id: participantIdSchema,
  name,
  role: roleSchema,
  /** Has no connection. */
  away: z.boolean(),
});

export const noticeSchema = z.discriminatedUnion("type", [
  /** The first message on every connection. */
  z.object({
    type: z.literal("welcome"),
    protocol: z.number().int(),
    participant: participantIdSchema,
    name,
    role: roleSchema,
    room: roomSchema,
    /** The suggestions this participant voted for, and those it posted without its name. */
    votes: z.array(suggestionIdSchema).max(limits.suggestions),
    anonymous: z.array(suggestionIdSchema).max(limits.suggestions),
  }),
  /**
   * The document shows every decision up to this one. Behind every whole state, and behind the update that shows what
   * was acknowledged on this connection.
   */
  z.object({ type: z.literal("shown"), seq: z.number().int().nonnegative() }),
  /** This participant's role or name changed. */
  z.object({ type: z.literal("you"), name, role: roleSchema }),
  /** This participant's vote changed: in another window, or by a merge. */
  z.object({ type: z.literal("vote"), suggestion: suggestionIdSchema, voted: z.boolean() }),
  /** On joining, at every change of the rotation, and every ten seconds while the clock runs. */
  z.object({
    type: z.literal("clock"),
    turn: z.number().int().nonnegative(),
    phase: z.enum(rotationPhases),
    /** Milliseconds left of the turn or break; null where no clock applies. */
    remaining: z.number().int().nonnegative().nullable(),
  }),
  /** The turn ends in a minute. */
  z.object({ type: z.literal("warning"), turn: z.number().int(), remaining: z.number().int() }),
  /** Whole on joining; afterwards only the people who changed. People past the limit are only counted. */
  z.object({
    type: z.literal("roster"),
    whole: z.boolean(),
    /** Identities that are connected, and those that are not. */
    here: z.number().int().nonnegative(),
    away: z.number().int().nonnegative(),
    people: z.array(rosterEntrySchema).max(limits.rosterPeople),
    gone: z.array(participantIdSchema).max(limits.rosterPeople),
  }),
  /** The relay goes down; nothing is acknowledged from now on. */
  z.object({ type: z.literal("stopping"), why: z.enum(["shutdown", "storage"]) }),
]);

export type CommandResult = z.infer<typeof resultSchema>;
export type Ack = z.infer<typeof ackSchema>;
export type RosterEntry = z.infer<typeof rosterEntrySchema>;
export type Notice = z.infer<typeof noticeSchema>;
