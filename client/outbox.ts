/**
 * What a participant has asked for and the relay has not settled: kept in order, written down before it counts, sent
 * again after every reconnect. At least once on the wire; the relay's memory of command ids makes it once in effect.
 * Pure: the list changes by these functions, and whoever holds it decides when to send and to save.
 */

/**
 * `waiting`: no answer yet, perhaps not even sent.
 * `accepted`: the relay has it at `seq`; it stays until the replica shows that number, so that a view never flickers.
 */
export type OutboxState =
  | { readonly state: "waiting" }
  | { readonly state: "accepted"; readonly seq: number };

export interface OutboxEntry<Command> {
  readonly id: string;
  readonly command: Command;
  readonly progress: OutboxState;
}

export type Outbox<Command> = readonly OutboxEntry<Command>[];

export function withCommand<Command>(outbox: Outbox<Command>, id: string, command: Command): Outbox<Command> {
  return [...outbox, { id, command, progress: { state: "waiting" } }];
}

/** An answer to something that is not waiting changes nothing: the second answer to a command sent twice. */
export function withAccepted<Command>(outbox: Outbox<Command>, id: string, seq: number): Outbox<Command> {
  return outbox.map((entry) =>
    entry.id === id && entry.progress.state === "waiting"
      ? { ...entry, progress: { state: "accepted", seq } }
      : entry,
  );
}

export function without<Command>(outbox: Outbox<Command>, id: string): Outbox<Command> {
  return outbox.filter((entry) => entry.id !== id);
}

/** Lets go of what the replica shows by now. */
export function shownUpTo<Command>(outbox: Outbox<Command>, seq: number): Outbox<Command> {
  const kept = outbox.filter(({ progress }) => progress.state === "waiting" || progress.seq > seq);
  return kept.length === outbox.length ? outbox : kept;
}

/** What a reconnect sends again, oldest first. */
export function waiting<Command>(outbox: Outbox<Command>): Outbox<Command> {
  return outbox.filter(({ progress }) => progress.state === "waiting");
}
