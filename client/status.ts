/** How a participant's connection stands, for the status bar. One state at a time; nobody combines booleans. */

export type ClientStatus =
  /** The first connection, or the way to a new epoch's document. */
  | { readonly state: "connecting"; readonly unsent: number }
  | { readonly state: "connected"; readonly unsent: number }
  /** `since`: milliseconds on the client's clock (`performance.now` unless given) at which the connection was lost. */
  | { readonly state: "reconnecting"; readonly since: number; readonly unsent: number }
  /** Somebody here asked for it; what is posted now waits in the outbox. */
  | { readonly state: "offline"; readonly unsent: number }
  /** The relay said that coming back is pointless. `code` is its close code, `reason` its words. */
  | { readonly state: "closed"; readonly code: number; readonly reason: string; readonly unsent: number };

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
