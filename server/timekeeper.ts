/** Wakes the session when its clock has something to decide, and records what is left of a turn. [TIME-2], [TIME-4] */
import type { Limits } from "#protocol/session/limits.ts";
import { every } from "./clock.ts";
import type { Ledger } from "./ledger.ts";
import type { Clock } from "./options.ts";
import type { Circumstances } from "./session/decision.ts";
import { decideTime, recordTime, untilDue } from "./session/time.ts";

export interface Timekeeper {
  /** The clock may have been set. */
  look(): void;
  close(): void;
}

export interface TimekeeperParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly circumstances: () => Circumstances;
}

export function createTimekeeper({ ledger, clock, limits, circumstances }: TimekeeperParts): Timekeeper {
  let cancel = (): void => undefined;
  const stopRecording = every(clock, limits.keepAliveMilliseconds, () => ledger.enact(recordTime));
  return {
    look() {
      cancel();
      const wait = untilDue(ledger.state, circumstances());
      if (wait !== null) cancel = clock.after(Math.ceil(wait), () => ledger.enact(decideTime));
    },
    close() {
      cancel();
      stopRecording();
    },
  };
}
