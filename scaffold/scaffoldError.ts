/**
 * What can go wrong when a workshop or its data is written. `message` is the sentence for people: what happened
 * and what to do; `code` is for programs.
 */
export type ScaffoldErrorCode =
  | "folder-not-empty"
  | "folder-unusable"
  | "template-missing"
  | "not-grades"
  | "grades-differ"
  | "too-large"
  | "archive-damaged"
  | "archive-encrypted"
  | "file-unreadable"
  | "bad-address"
  | "not-found"
  | "refused-by-server"
  | "no-network"
  | "connection-refused"
  | "connection-lost"
  | "timed-out"
  | "cancelled";

export class ScaffoldError extends Error {
  override readonly name = "ScaffoldError";
  readonly code: ScaffoldErrorCode;

  constructor(code: ScaffoldErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Throws the error "cancelled" when the person has changed their mind. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ScaffoldError("cancelled", "Cancelled. Nothing was changed.");
}
