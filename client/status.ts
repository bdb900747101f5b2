/** How a participant's connection stands, for the status bar. One state at a time; nobody combines booleans. */

export type LinkState =
  /** The first connection, or the way to a new epoch's document. */
  | { readonly state: "connecting" }
  | { readonly state: "connected" }
  /** `since`: monotonic milliseconds (`performance.now`) at which the connection was lost. */
  | { readonly state: "reconnecting"; readonly since: number }
  /** Somebody here asked for it; what is posted now waits in the outbox. */
  | { readonly state: "offline" }
  /** The relay said that coming back is pointless. `code` is its close code, `reason` its words. */
  | { readonly state: "closed"; readonly code: number; readonly reason: string };

/** `unsent`: commands without an answer. */
export type ClientStatus = LinkState & { readonly unsent: number };
