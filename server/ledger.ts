/**
 * The session's state and its store as one: what is decided is written in the same step, committed together with
 * what arrives meanwhile, and only then told. [CMD-2] to [CMD-4], [CMD-6], [CMD-7].
 */
import type { CommandMessage } from "#protocol/session/commands.ts";
import { undecided } from "#protocol/session/refusal.ts";
import type { Ack } from "#protocol/session/wire.ts";
import { apply, type Change, readChange } from "./session/change.ts";
import { decide } from "./session/decide.ts";
import type { Circumstances } from "./session/decision.ts";
import { emptyState, type State } from "./session/state.ts";
import type { Store, StoredAnswer } from "./storage/store.ts";

export interface Ledger {
  /** May be ahead of the store; whoever shows it commits first. */
  readonly state: State;
  /** The last decided command. */
  seq(): number;
  /** Decides a command, or finds what it brought the first time. `answered` is called once that is stored. */
  ask(participant: string, message: CommandMessage, answered: (ack: Ack) => void): void;
  /** What the relay decides by itself. `stored` is called even where nothing had to change. */
  enact(
    changes: (state: State, circumstances: Circumstances) => readonly Change[],
    stored?: () => void,
  ): void;
  /** Stores what is decided, at once. */
  commit(): void;
  /** False once the store has failed, or after `close`: nothing is decided or told any more. */
  works(): boolean;
  /** Drops what is not committed. The store stays open. */
  close(): void;
}

export interface LedgerParts {
  readonly store: Store;
  readonly circumstances: () => Circumstances;
  /** After everybody was answered. */
  readonly committed: (changes: readonly Change[]) => void;
  /** Once. */
  readonly failed: () => void;
}

/** Throws when what is stored is no session. */
export function openLedger({ store, circumstances, committed, failed }: LedgerParts): Ledger {
  const state = emptyState();
  for (const { table, id, value } of store.rows()) apply(state, readChange(table, id, value));
  let seq = store.lastSeq();
  let decided: Change[] = [];
  let waiting: (() => void)[] = [];
  let phase: "idle" | "gathering" | "over" = "idle";

  /** A store that failed once is not to be trusted with anything more. */
  function trying<Result>(action: () => Result): Result | null {
    if (phase === "over") return null;
    try {
      return action();
    } catch {
      phase = "over";
      failed();
      return null;
    }
  }

  function record(changes: readonly Change[], answer: StoredAnswer | null): void {
    if (changes.length > 0 || answer !== null) store.write({ rows: changes, answer });
    for (const change of changes) apply(state, change);
    decided = decided.concat(changes);
  }

  function whenStored(callback: () => void): void {
    waiting.push(callback);
    if (phase !== "idle") return;
    phase = "gathering";
    // Everything that the sockets hold by now is decided before this, and shares the one commit.
    setImmediate(commit);
  }

  function commit(): void {
    if (phase !== "gathering") return;
    trying(() => store.commit());
    if (phase !== "gathering") return;
    phase = "idle";
    const [changes, callbacks] = [decided, waiting];
    decided = [];
    waiting = [];
    for (const callback of callbacks) callback();
    committed(changes);
  }

  function answerTo(participant: string, { id, command }: CommandMessage): Ack {
    const known = store.answer(participant, id);
    if (known !== null) return { id, seq: known.seq, result: known.result };
    const { result, changes } = decide(state, command, { ...circumstances(), participant });
    if (!result.ok && undecided.has(result.reason)) return { id, seq: null, result };
    record(changes, { participant, command: id, seq: seq + 1, result });
    seq += 1;
    return { id, seq, result };
  }

  return {
    state,
    seq: () => seq,
    ask(participant, message, answered) {
      const ack = trying(() => answerTo(participant, message));
      if (ack !== null) whenStored(() => answered(ack));
    },
    enact(changes, stored = () => undefined) {
      trying(() => {
        record(changes(state, circumstances()), null);
        whenStored(stored);
      });
    },
    commit,
    works: () => phase !== "over",
    close() {
      phase = "over";
    },
  };
}
