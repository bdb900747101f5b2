/**
 * Where the code is while the driver changes: what everybody's Session view tells of a handover through git. Who hands
 * over and who takes each say how far they are; the code itself goes through the team's own remote.
 */
import * as z from "zod";
import { participantIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";

/** A branch's name. Whether git takes it is decided where it is used. */
const branchSchema = z
  .string()
  .min(1)
  .max(limits.branchCharacters)
  .refine((name) => name.isWellFormed() && !/[\p{Cc}\s]/u.test(name));

const commitSchema = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);

export const handoverStandingSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("handingOver") }),
  /** The code waits on the remote. `files`: how many are new or changed in it. */
  z.strictObject({
    type: z.literal("handedOver"),
    files: z.number().int().nonnegative(),
    commit: commitSchema,
  }),
  /** It does not fit what others pushed. `branch`: where it is instead; null: in the driver's folder only. */
  z.strictObject({ type: z.literal("setAside"), branch: branchSchema.nullable() }),
  z.strictObject({ type: z.literal("taking") }),
  z.strictObject({ type: z.literal("taken"), commit: commitSchema }),
  /** Its participant has to act before it goes on. */
  z.strictObject({ type: z.literal("stuck"), during: z.enum(["handingOver", "taking"]) }),
]);

export const handoverSchema = z.object({
  /** The branch that the team's work is for. */
  base: branchSchema,
  standing: handoverStandingSchema,
  by: participantIdSchema,
  /** Milliseconds since 1970 by the relay's wall clock. */
  at: z.number().int(),
  turn: z.number().int().nonnegative(),
});

export const handoverShowSchema = z.strictObject({
  type: z.literal("handover.show"),
  base: branchSchema,
  standing: handoverStandingSchema,
});

export type HandoverStanding = z.infer<typeof handoverStandingSchema>;
export type Handover = z.infer<typeof handoverSchema>;
