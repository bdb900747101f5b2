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

function unsentPart(unsent: number): string {
  if (unsent === 0) return "";
  return unsent === 1 ? " with 1 unsent" : ` with ${unsent} unsent`;
}

function seconds(ms: number): string {
  return `${Math.max(0, Math.round(ms / 1000))} s`;
}

/** One line for people. `now` is on the same clock as `since`. */
export function describeStatus(status: ClientStatus, now: number): string {
  switch (status.state) {
    case "connecting":
      return `connecting${unsentPart(status.unsent)}`;
    case "connected":
      return `connected${unsentPart(status.unsent)}`;
    case "reconnecting":
      return `reconnecting for ${seconds(now - status.since)}${unsentPart(status.unsent)}`;
    case "offline":
      return `offline${unsentPart(status.unsent)}`;
    case "closed":
      return `closed: ${status.reason}${unsentPart(status.unsent)}`;
  }
}
