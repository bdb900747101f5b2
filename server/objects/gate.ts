/** How many requests about objects go on at a time, and how fast they come: of each participant, and in all. */
import type { Limits } from "#protocol/session/limits.ts";
import { createRate, type Rate } from "../rate.ts";

interface Visitor {
  readonly rate: Rate;
  underWay: number;
}

export interface Gate {
  /** Gives what is to be called once when the request is over, or why it may not begin. */
  enter(participant: string, now: number): (() => void) | "too-fast" | "unavailable";
}

export function createGate(limits: Limits): Gate {
  const visitors = new Map<string, Visitor>();
  const everybody = createRate(limits.objectRequestsPerSecondInAll, limits.objectRequestsPerSecondInAll);
  let underWay = 0;

  function visitorFor(participant: string): Visitor {
    const known = visitors.get(participant);
    if (known !== undefined) return known;
    const rate = createRate(limits.objectRequestsPerSecond, limits.objectRequestsAtOnce);
    const visitor: Visitor = { rate, underWay: 0 };
    visitors.set(participant, visitor);
    return visitor;
  }

  return {
    enter(participant, now) {
      const visitor = visitorFor(participant);
      if (!visitor.rate.take(now) || visitor.underWay >= limits.objectRequestsEach) return "too-fast";
      if (underWay >= limits.objectRequests || !everybody.take(now)) return "unavailable";
      visitor.underWay += 1;
      underWay += 1;
      return () => {
        visitor.underWay -= 1;
        underWay -= 1;
      };
    },
  };
}
