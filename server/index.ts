/** The relay as a library: one session in a folder or in memory, kept, and told to everybody who may know. */
import type { Relay, RelayOptions } from "./options.ts";
import { openRelay } from "./relay.ts";
import { memoryStore } from "./storage/memory.ts";
import { sqliteStore } from "./storage/sqlite.ts";

export type { Clock, Relay, RelayEnd, RelayOptions, RelayStats } from "./options.ts";
export { memoryStore } from "./storage/memory.ts";
export { sqliteStore } from "./storage/sqlite.ts";
export type { Store, StoredAnswer, StoredRecord, StoredRow } from "./storage/store.ts";

/**
 * Goes on with the session that the folder holds, or begins one. Rejects with an Error whose message is for people:
 * the folder is another relay's, cannot be written, or the port is taken.
 */
export async function createRelay(options: RelayOptions): Promise<Relay> {
  const store = options.store ?? (options.data === null ? memoryStore() : sqliteStore(options.data));
  try {
    return await openRelay(options, store);
  } catch (error) {
    store.close();
    throw error;
  }
}
