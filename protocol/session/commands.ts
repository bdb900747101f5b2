/**
 * Every command of a session. A command asks; the relay alone decides. `turn`, `revision` are premises: what the
 * sender saw. `participant` names whom it is about; without it, the sender.
 */
import * as z from "zod";
import { handoverShowSchema } from "./handover.ts";
import { breakIdSchema, commandIdSchema, participantIdSchema, suggestionIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { roleSchema } from "./roles.ts";
import { shownViewSchema } from "./shownRun.ts";
import { anchorSchema, emailSchema, overrideSchema, publishedRunSchema, suggestionKinds } from "./state.ts";

/** Text that people read: not empty, no control characters but line breaks and tabs, no lone surrogates. */
export function textSchema(characters: number) {
  return z
    .string()
    .max(characters)
    .refine((text) => text.trim() !== "" && text.isWellFormed() && !unprintable.test(text));
}

const unprintable = /[^\P{Cc}\n\t]/u;

/** One line of it, trimmed by the sender. */
export const nameSchema = textSchema(limits.nameCharacters).refine((name) => !/[\n\t]/.test(name));

const suggestion = suggestionIdSchema;
const participant = participantIdSchema.optional();
const turn = z.number().int().nonnegative();
const turnMilliseconds = z
  .number()
  .int()
  .min(limits.shortestTurnMilliseconds)
  .max(limits.longestTurnMilliseconds);

/** One seat in an order: a participant's or a break's id. */
const seatName = z.union([participantIdSchema, breakIdSchema]);

export const commandSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("suggestion.post"),
    text: textSchema(limits.suggestionCharacters),
    kind: z.enum(suggestionKinds),
    anchor: anchorSchema.optional(),
    override: overrideSchema.optional(),
    anonymous: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal("suggestion.edit"),
    suggestion,
    /** The one that was edited: 0 before the first change. */
    revision: z.number().int().nonnegative(),
    text: textSchema(limits.suggestionCharacters),
  }),
  z.strictObject({ type: z.literal("suggestion.withdraw"), suggestion }),
  z.strictObject({ type: z.literal("suggestion.vote"), suggestion }),
  z.strictObject({ type: z.literal("suggestion.unvote"), suggestion }),
  z.strictObject({
    type: z.literal("suggestion.comment"),
    suggestion,
    text: textSchema(limits.commentCharacters),
  }),
  z.strictObject({ type: z.literal("suggestion.accept"), suggestion }),
  z.strictObject({ type: z.literal("suggestion.start"), suggestion }),
  z.strictObject({ type: z.literal("suggestion.done"), suggestion }),
  z.strictObject({
    type: z.literal("suggestion.decline"),
    suggestion,
    reason: textSchema(limits.reasonCharacters),
  }),
  z.strictObject({ type: z.literal("suggestion.reopen"), suggestion }),
  z.strictObject({ type: z.literal("suggestion.pin"), suggestion, pinned: z.boolean() }),
  /** `suggestion` goes into `into` with its voters, each counted once. */
  z.strictObject({ type: z.literal("suggestion.merge"), suggestion, into: suggestion }),
  z.strictObject({ type: z.literal("suggestion.archive"), suggestion }),
  z.strictObject({ type: z.literal("suggestion.restore"), suggestion }),

  /** A seat at the end of the order. */
  z.strictObject({ type: z.literal("rotation.propose"), participant }),
  z.strictObject({ type: z.literal("rotation.stepOut"), participant }),
  z.strictObject({ type: z.literal("rotation.stepIn"), participant }),
  /** Asks to drive. Takes no seat. */
  z.strictObject({ type: z.literal("rotation.raiseHand"), participant }),
  z.strictObject({ type: z.literal("rotation.lowerHand"), participant }),
  z.strictObject({ type: z.literal("rotation.start"), turn }),
  z.strictObject({ type: z.literal("rotation.pause"), turn }),
  z.strictObject({ type: z.literal("rotation.resume"), turn }),
  /** Ends the turn: the driver goes to the end of the order. */
  z.strictObject({ type: z.literal("rotation.next"), turn }),
  /** As `next`, but the turn does not count for its driver. */
  z.strictObject({ type: z.literal("rotation.skip"), turn }),
  /** What is absent stays as it is. A running turn keeps its time; the length holds from the next one on. */
  z.strictObject({
    type: z.literal("rotation.settings"),
    turnMilliseconds: turnMilliseconds.optional(),
    autoRotate: z.boolean().optional(),
    fair: z.boolean().optional(),
    everybody: z.boolean().optional(),
  }),
  /** The seats behind the driver's, all of them, in their new order. */
  z.strictObject({ type: z.literal("rotation.reorder"), turn, order: z.array(seatName).max(limits.seats) }),
  z.strictObject({ type: z.literal("rotation.shuffle"), turn }),
  /** A break right after this turn, once. */
  z.strictObject({ type: z.literal("rotation.addBreak"), turn, milliseconds: turnMilliseconds }),
  /** The seat to a participant, who gets one where there is none. */
  z.strictObject({ type: z.literal("rotation.handTo"), turn, participant: participantIdSchema }),

  z.strictObject({ type: z.literal("run.publish"), run: publishedRunSchema }),
  /** What everybody's metrics panel shows from now on: a run under way, or one that has ended. */
  z.strictObject({ type: z.literal("run.show"), view: shownViewSchema }),

  handoverShowSchema,

  z.strictObject({ type: z.literal("participant.rename"), name: nameSchema }),
  /**
   * Whether the recap of the session may name the sender; with an address, also commits that the sender took part in.
   * The address is shown to everybody in the session.
   */
  z.strictObject({
    type: z.literal("participant.naming"),
    agreed: z.boolean(),
    email: emailSchema.optional(),
  }),
  z.strictObject({
    type: z.literal("participant.setRole"),
    participant: participantIdSchema,
    role: roleSchema,
  }),
  z.strictObject({ type: z.literal("participant.remove"), participant: participantIdSchema }),

  z.strictObject({ type: z.literal("session.lock"), locked: z.boolean() }),
  z.strictObject({
    type: z.literal("session.settings"),
    title: nameSchema.optional(),
    anonymous: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal("session.end") }),
]);

/** What message 100 carries. */
export const commandMessageSchema = z.strictObject({ id: commandIdSchema, command: commandSchema });

export type Command = z.infer<typeof commandSchema>;
export type CommandType = Command["type"];
export type CommandOf<Type extends CommandType> = Extract<Command, { type: Type }>;
export type CommandMessage = z.infer<typeof commandMessageSchema>;
