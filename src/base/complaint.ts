/**
 * What a person can be told of something that went wrong. Errors whose message is a sentence for them are known by
 * their class; whatever else is thrown is a fault of ours, and only the log has a use for its words.
 */
import { ClientClosedError } from "#client/clientClosedError.ts";
import { ScaffoldError } from "#scaffold/scaffoldError.ts";

/** Thrown where a person asked for what cannot be done; `message` is the sentence that they read. */
export class Complaint extends Error {
  override readonly name = "Complaint";
}

export type Failure =
  | { type: "cancelled" }
  | { type: "complaint"; sentence: string }
  | { type: "fault"; stack: string };

export function failureOf(error: unknown): Failure {
  if (error instanceof ScaffoldError && error.code === "cancelled") return { type: "cancelled" };
  if (error instanceof ClientClosedError) return { type: "cancelled" };
  if (error instanceof Complaint || error instanceof ScaffoldError) {
    return { type: "complaint", sentence: error.message };
  }
  return { type: "fault", stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** The system's own words for why something failed, to end a sentence with. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
