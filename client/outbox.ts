/**
 * What a participant has asked for and the relay has not answered: kept in order, written down before it is sent,
 * sent again after every reconnect. At least once on the wire; the relay's memory of ids makes it once in effect.
 */
import { type CommandMessage, commandMessageSchema } from "#protocol/session/commands.ts";

export type Outbox = readonly CommandMessage[];

/** Where an outbox outlives its process. One participant's alone: a command has no sender written on it. */
export interface OutboxStore {
  /** What was saved last; anything where nothing was. */
  load(): Promise<unknown>;
  save(outbox: Outbox): Promise<void>;
}

/** For who does not mind losing what was not sent: a page, a test. */
export function memoryOutbox(): OutboxStore {
  let saved: unknown = [];
  return {
    load: () => Promise.resolve(saved),
    save(outbox) {
      saved = outbox;
      return Promise.resolve();
    },
  };
}

/** Leaves out what is no command, or not any more: an older version may have written it. */
export async function loadOutbox(store: OutboxStore): Promise<Outbox> {
  const saved = await store.load();
  if (!Array.isArray(saved)) return [];
  return saved.flatMap((entry) => {
    const parsed = commandMessageSchema.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
}
