/** A session without a relay around it: commands go straight to those who decide. For tests of the rules. */
import type { Command } from "#protocol/session/commands.ts";
import { limits as allLimits, type Limits } from "#protocol/session/limits.ts";
import type { Role } from "#protocol/session/roles.ts";
import { apply, type Change, put } from "#server/session/change.ts";
import { decide } from "#server/session/decide.ts";
import type { Circumstances } from "#server/session/decision.ts";
import { decideJoin } from "#server/session/people.ts";
import { newSession } from "#server/session/session.ts";
import { emptyState, type Row, rotationOf, type State } from "#server/session/state.ts";
import { decideArrival, decideTime } from "#server/session/time.ts";

export interface DecidedSession {
  readonly state: State;
  /** Gives "done", "unchanged", or the reason of the refusal. */
  ask(participant: string, command: Command): string;
  /** As `ask`; throws unless it was done. Gives the id of what was made, if anything. */
  must(participant: string, command: Command): string;
  join(role?: Role): string;
  come(participant: string): void;
  go(participant: string): void;
  /** Time passes, and the clock is looked at. */
  pass(milliseconds: number): void;
  /** What was decided since this was asked last. */
  taken(): readonly Change[];
  rotation(): Row<"rotation">;
  /** The seats' names, the driver's first. */
  order(): readonly string[];
  suggestion(id: string): Row<"suggestions"> | undefined;
  votes(id: string): number;
}

/** Facilitator p1 and participants p2, p3, p4, all of them there; who has no seat asked for none. */
export function decidedSession(changed: Partial<Limits> = {}): DecidedSession {
  const state = emptyState();
  const here = new Set<string>();
  const limits: Limits = { ...allLimits, ...changed };
  let now = 0;
  let lots = 0;
  let taken: Change[] = [];

  function circumstances(): Circumstances {
    return { now, wall: 1_700_000_000_000, limits, isHere: (id) => here.has(id), random };
  }

  /** Lots that fall in the opposite order. */
  function random(): number {
    lots += 1;
    return 1 / lots;
  }

  function take(changes: readonly Change[]): void {
    for (const change of changes) apply(state, change);
    taken = taken.concat(changes);
  }

  function join(role: Role = "participant"): string {
    const name = `Somebody ${here.size}`;
    const joiner = { name, role, tokenHash: `${here.size}`, expires: 0 };
    const joined = decideJoin(state, joiner, { limits });
    take(joined.changes);
    come(joined.participant);
    return joined.participant;
  }

  function come(participant: string): void {
    here.add(participant);
    take(decideArrival(state, circumstances()));
  }

  function outcome(participant: string, command: Command): { said: string; made: string } {
    const { result, changes } = decide(state, command, { ...circumstances(), participant });
    take(changes);
    if (!result.ok) return { said: result.reason, made: "" };
    return { said: result.unchanged === true ? "unchanged" : "done", made: result.made ?? "" };
  }

  take(newSession("x".repeat(22)));
  take([put("rotation", "rotation", { ...rotationOf(state), everybody: false })]);
  join("facilitator");
  for (const _ of [2, 3, 4]) join();
  return {
    state,
    ask: (participant, command) => outcome(participant, command).said,
    must(participant, command) {
      const { said, made } = outcome(participant, command);
      if (said !== "done") throw new Error(`${command.type}: ${said}`);
      return made;
    },
    join,
    come,
    go: (participant) => here.delete(participant),
    pass(milliseconds) {
      now += milliseconds;
      take(decideTime(state, circumstances()));
    },
    taken() {
      const changes = taken;
      taken = [];
      return changes;
    },
    rotation: () => rotationOf(state),
    order: () => rotationOf(state).seats.map((seat) => (seat.type === "break" ? seat.id : seat.participant)),
    suggestion: (id) => state.tables.suggestions.get(id),
    votes: (id) => state.indexes.votersOf.get(id)?.size ?? 0,
  };
}
