/** Why a command or a request to join is refused: a fixed list, each with the sentence that people read. */
import * as z from "zod";

export const refusalMessages = {
  malformed: "This is not a command that the session knows.",
  forbidden: "Your role in the session does not allow this.",
  stale: "Somebody was faster: this has changed since you saw it.",
  "not-found": "This is not there any more.",
  "not-possible": "This cannot be done in its present state.",
  "anonymous-not-allowed": "This session does not take anonymous suggestions.",
  "too-many": "There is no room for more of these in the session.",
  locked: "The session takes nobody new at the moment.",
  ended: "The session has ended.",
  "invitation-refused": "This invitation is not good, or not good any more. Ask the host for a new link.",
  "too-fast": "Too much at once. Try again in a moment.",
  unavailable: "The session cannot keep anything at the moment. It will be sent again.",
} as const;

export const refusalReasons = [
  "malformed",
  "forbidden",
  "stale",
  "not-found",
  "not-possible",
  "anonymous-not-allowed",
  "too-many",
  "locked",
  "ended",
  "invitation-refused",
  "too-fast",
  "unavailable",
] as const satisfies readonly (keyof typeof refusalMessages)[];

export const refusalReasonSchema = z.enum(refusalReasons);
export type RefusalReason = z.infer<typeof refusalReasonSchema>;

/**
 * Refusals that decide nothing: the relay did not judge the command and remembers nothing of it, and the same id
 * may be sent again. `too-fast` and `unavailable` should be.
 */
export const undecided: ReadonlySet<RefusalReason> = new Set(["malformed", "too-fast", "unavailable"]);
