/** Keeps the roster told: what changed, gathered for a while; whole to whoever comes. */
import { noticeFrame } from "#protocol/session/frame.ts";
import type { Limits } from "#protocol/session/limits.ts";
import type { Audience } from "./audience.ts";
import type { Connection } from "./connection.ts";
import type { Ledger } from "./ledger.ts";
import type { Clock } from "./options.ts";
import { emptyRoster, type Roster, rosterDifference, rosterOf, wholeRoster } from "./roster.ts";

export interface RosterBoard {
  /** Somebody came, left, or has another name or role. */
  changed(): void;
  /** The roster that everybody has by now; what changed since comes with the next difference. */
  tell(connection: Connection): void;
  close(): void;
}

export interface RosterBoardParts {
  readonly ledger: Ledger;
  readonly audience: Audience;
  readonly clock: Clock;
  readonly limits: Limits;
}

export function createRosterBoard({ ledger, audience, clock, limits }: RosterBoardParts): RosterBoard {
  let roster: Roster = emptyRoster;
  let whole = noticeFrame(wholeRoster(roster));
  let cancel: (() => void) | null = null;

  function tellAll(): void {
    cancel = null;
    ledger.commit();
    if (!ledger.works()) return;
    const next = rosterOf(ledger.state, audience.isHere, limits.rosterPeople);
    const difference = rosterDifference(roster, next);
    if (difference === null) return;
    roster = next;
    whole = noticeFrame(wholeRoster(roster));
    const frame = noticeFrame(difference);
    for (const connection of audience.connections()) connection.share(frame);
  }

  return {
    changed() {
      const pause = limits.rosterMilliseconds + limits.publishMillisecondsEach * audience.connections().size;
      cancel ??= clock.after(pause, tellAll);
    },
    tell: (connection) => connection.send(whole),
    close() {
      cancel?.();
      cancel = null;
    },
  };
}
