/**
 * Sends to a crowd without holding up whoever speaks meanwhile: to some at once, to the rest after what has come in.
 * Ten thousand sockets in one go would keep every command waiting for a fifth of a second.
 */
import type { Connection } from "./connection.ts";

export interface Delivery {
  /** Finishes the one before first: everybody gets everything in order. */
  start(to: readonly Connection[], send: (connection: Connection) => void): void;
  finish(): void;
}

export function createDelivery(atOnce: number): Delivery {
  let rest: readonly Connection[] = [];
  let send: (connection: Connection) => void = () => undefined;
  let scheduled: "yes" | "no" = "no";

  function deliver(count: number): void {
    const now = rest.slice(0, count);
    rest = rest.slice(count);
    for (const connection of now) send(connection);
  }

  function goOn(): void {
    scheduled = "no";
    deliver(atOnce);
    schedule();
  }

  function schedule(): void {
    if (rest.length === 0 || scheduled === "yes") return;
    scheduled = "yes";
    setImmediate(goOn);
  }

  function finish(): void {
    deliver(rest.length);
  }

  return {
    start(to, sendOne) {
      finish();
      rest = to;
      send = sendOne;
      deliver(atOnce);
      schedule();
    },
    finish,
  };
}
