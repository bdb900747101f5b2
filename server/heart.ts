/**
 * What happens again and again: a message on every connection before the stock provider gives it up, a question
 * whether anybody is still there, and the whole state for those who were too slow. [WIRE-4], [WIRE-7]
 */

import type { Limits } from "#protocol/session/limits.ts";
import { messageType } from "#protocol/session/wire.ts";
import type { Audience } from "./audience.ts";
import { every } from "./clock.ts";
import type { Connection } from "./connection.ts";
import type { Clock } from "./options.ts";

/** An awareness update about nobody: the shortest message that the provider takes for one. */
const stillHere = Uint8Array.of(messageType.awareness, 1, 0);

/** Beats of a period; each serves its part of the connections, so that thousands are not served at one instant. */
const beats = 10;

/** Every third period a connection is asked for a sign of life. */
const periodsPerProbe = 3;

export interface HeartParts {
  readonly audience: Audience;
  readonly clock: Clock;
  readonly limits: Limits;
  /** A connection that missed something has drained. */
  readonly caughtUp: (connection: Connection) => void;
}

/** Gives what stops it. */
export function startHeart({ audience, clock, limits, caughtUp }: HeartParts): () => void {
  let beat = 0;
  return every(clock, limits.keepAliveMilliseconds / beats, () => {
    beat += 1;
    for (const connection of audience.connections()) {
      if (connection.caughtUp(clock.monotonic())) caughtUp(connection);
      if ((connection.place + beat) % beats === 0) keepAlive(connection, (connection.place + beat) / beats);
    }
  });
}

function keepAlive(connection: Connection, period: number): void {
  connection.send(stillHere);
  if (period % periodsPerProbe === 0) connection.probe();
}
