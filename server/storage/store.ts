/**
 * Where a session is kept. Nothing here knows what a row means: tables, ids and JSON in, the same out, in the order
 * in which they first came.
 */
import type { CommandResult } from "#protocol/session/wire.ts";

export interface StoredRow {
  readonly table: string;
  readonly id: string;
  /** Plain JSON; null takes the row away. */
  readonly value: unknown;
}

/** What a command brought, under its sender and its id. */
export interface StoredAnswer {
  readonly participant: string;
  readonly command: string;
  readonly seq: number;
  readonly result: CommandResult;
}

export interface StoredRecord {
  readonly rows: readonly StoredRow[];
  readonly answer: StoredAnswer | null;
}

/** Every call may throw; whoever gets an error must not use the store any more, but for closing it. */
export interface Store {
  rows(): Iterable<StoredRow>;
  /** The highest number an answer has, 0 without any. */
  lastSeq(): number;
  /** What was written and not yet committed, too. */
  answer(participant: string, command: string): StoredAnswer | null;
  /** Together with everything written since the last `commit`, all or nothing. */
  write(record: StoredRecord): void;
  /** Returns when all that was written survives a loss of power. */
  commit(): void;
  /** Drops what was not committed. Twice is harmless. */
  close(): void;
}
