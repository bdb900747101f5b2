/** A store that lasts as long as its process: for sessions of an hour that nobody needs tomorrow, and for tests. */
import type { Store, StoredAnswer, StoredRow } from "./store.ts";

export function memoryStore(): Store {
  const rows = new Map<string, StoredRow>();
  const answers = new Map<string, StoredAnswer>();
  return {
    rows: () => rows.values(),
    lastSeq: () => answers.size,
    answer: (participant, command) => answers.get(`${participant}/${command}`) ?? null,
    write({ rows: written, answer }) {
      for (const row of written) {
        const key = `${row.table}/${row.id}`;
        if (row.value === null) rows.delete(key);
        else rows.set(key, row);
      }
      if (answer !== null) answers.set(`${answer.participant}/${answer.command}`, answer);
    },
    commit() {
      // Nothing outlives the process.
    },
    close() {
      rows.clear();
      answers.clear();
    },
  };
}
