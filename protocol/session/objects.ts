/**
 * Objects of a pipeline's cache on their way through the relay: what they are called, what is asked and answered, and
 * why something is refused. SPEC.md, [OBJ-*].
 */
import * as z from "zod";
import { limits } from "./limits.ts";

/** The md5 of the bytes, in hexadecimal; of a folder's listing with `.dir` behind it. */
export const objectNameSchema = z.string().regex(/^[0-9a-f]{32}(\.dir)?$/);

export const objectsPath = "/objects/";
export const heldPath = "/objects/held";

/** `POST /objects/held`, as JSON. */
export const heldRequestSchema = z.strictObject({
  names: z.array(objectNameSchema).max(limits.objectNames),
});

/** Its answer with status 200: those of the names that the relay has, and how many bytes of objects it holds at most. */
export const heldSchema = z.object({
  capacity: z.number().int().nonnegative(),
  held: z
    .array(z.object({ name: objectNameSchema, bytes: z.number().int().nonnegative() }))
    .max(limits.objectNames),
});

const reasons = [
  "malformed",
  "token-refused",
  "forbidden",
  "removed",
  "not-found",
  "ended",
  "too-large",
  "corrupt",
  "too-fast",
  "off",
  "unavailable",
  "disk-full",
] as const;

export type ObjectRefusal = (typeof reasons)[number];

export const objectRefusals: {
  readonly [Reason in ObjectRefusal]: { readonly status: number; readonly message: string };
} = {
  malformed: { status: 400, message: "This is not a request for outputs that the session knows." },
  "token-refused": { status: 401, message: "Your key to the session is not good any more." },
  forbidden: { status: 403, message: "Only who has a seat in the rotation, or leads, may send outputs." },
  removed: { status: 403, message: "You are not in this session any more." },
  "not-found": { status: 404, message: "This output is not with the session's host any more." },
  ended: { status: 410, message: "The session has ended." },
  "too-large": { status: 413, message: "The output is larger than what the session's host keeps." },
  corrupt: { status: 422, message: "The output did not arrive as it was: its hash is another one." },
  "too-fast": { status: 429, message: "Too much at once. Try again in a moment." },
  off: { status: 501, message: "The session's host keeps no outputs." },
  unavailable: { status: 503, message: "The session's host cannot keep outputs at the moment." },
  "disk-full": { status: 507, message: "The disk of the session's host is full." },
};

/** The answer with any other status. */
export const objectRefusedSchema = z.object({ reason: z.enum(reasons), message: z.string() });
export type ObjectRefused = z.infer<typeof objectRefusedSchema>;
export type Held = z.infer<typeof heldSchema>;
