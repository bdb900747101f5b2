/**
 * A store in a folder, on the SQLite that Node brings. The database is held exclusively as long as it is open: the
 * system lets go of that lock when the process ends, however it ends, so no lock is ever stale.
 */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import { resultSchema } from "#protocol/session/wire.ts";
import type { Store, StoredAnswer, StoredRow } from "./store.ts";

/** Of the tables below; a database of another is refused. */
const version = 1;

const tables = `
  CREATE TABLE rows (tab TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (tab, id)) STRICT;
  CREATE TABLE answers (
    seq INTEGER PRIMARY KEY, participant TEXT NOT NULL, command TEXT NOT NULL, result TEXT NOT NULL,
    UNIQUE (participant, command)
  ) STRICT;
  PRAGMA user_version = ${version};
`;

const rowSchema = z.object({ tab: z.string(), id: z.string(), value: z.string() });
const answerSchema = z.object({ seq: z.number(), result: z.string() });
const lastSchema = z.object({ last: z.number().nullable() });
const versionSchema = z.object({ user_version: z.number() });

/** Gives the sentence of what is wrong with the folder in an Error's message. */
export function sqliteStore(folder: string): Store {
  const database = open(folder);
  const allRows = database.prepare("SELECT tab, id, value FROM rows ORDER BY rowid");
  const last = database.prepare("SELECT max(seq) AS last FROM answers");
  const find = database.prepare("SELECT seq, result FROM answers WHERE participant = ? AND command = ?");
  const putRow = database.prepare(
    "INSERT INTO rows VALUES (?, ?, ?) ON CONFLICT (tab, id) DO UPDATE SET value = excluded.value",
  );
  const dropRow = database.prepare("DELETE FROM rows WHERE tab = ? AND id = ?");
  const putAnswer = database.prepare("INSERT INTO answers VALUES (?, ?, ?, ?)");
  let state: "idle" | "writing" | "closed" = "idle";

  function writeRow({ table, id, value }: StoredRow): void {
    if (value === null) dropRow.run(table, id);
    else putRow.run(table, id, JSON.stringify(value));
  }

  function writeAnswer({ participant, command, seq, result }: StoredAnswer): void {
    putAnswer.run(seq, participant, command, JSON.stringify(result));
  }

  return {
    rows: () => allRows.all().map(storedRow),
    lastSeq: () => lastSchema.parse(last.get()).last ?? 0,
    answer(participant, command) {
      const found = find.get(participant, command);
      if (found === undefined) return null;
      const { seq, result } = answerSchema.parse(found);
      return { participant, command, seq, result: resultSchema.parse(JSON.parse(result)) };
    },
    write({ rows, answer }) {
      if (state === "idle") database.exec("BEGIN IMMEDIATE");
      state = "writing";
      for (const row of rows) writeRow(row);
      if (answer !== null) writeAnswer(answer);
    },
    commit() {
      if (state === "writing") database.exec("COMMIT");
      state = "idle";
    },
    close() {
      if (state !== "closed") database.close();
      state = "closed";
    },
  };
}

function storedRow(row: unknown): StoredRow {
  const { tab, id, value } = rowSchema.parse(row);
  return { table: tab, id, value: JSON.parse(value) };
}

function open(folder: string): DatabaseSync {
  makeFolder(folder);
  const { DatabaseSync: Database } = sqlite();
  try {
    return prepared(new Database(join(folder, "session.db"), { timeout: 0 }));
  } catch (error) {
    throw new Error(whyNot(folder, error), { cause: error });
  }
}

function whyNot(folder: string, error: unknown): string {
  if (isBusy(error)) return `Another relay uses the folder ${folder}. Stop it, or choose another folder.`;
  const reason = error instanceof Error ? error.message : String(error);
  return `The session in the folder ${folder} cannot be opened: ${reason}. Choose another folder.`;
}

/** Only the folder itself: Node never comes back from making a folder and its parents under /proc. */
function makeFolder(folder: string): void {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    throw new Error(`The folder ${folder} cannot be made. The folder around it must exist and be writable.`, {
      cause: error,
    });
  }
}

function prepared(database: DatabaseSync): DatabaseSync {
  try {
    lock(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function lock(database: DatabaseSync): void {
  // Exclusive before the first access: then the lock is taken now, and the log's index needs no shared memory.
  database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  // Takes the writer's lock even where the journal was already as asked.
  database.exec("BEGIN IMMEDIATE");
  const { user_version: found } = versionSchema.parse(database.prepare("PRAGMA user_version").get());
  if (found === 0) database.exec(tables);
  else if (found !== version) throw new Error("it is of another version of Baton");
  database.exec("COMMIT");
}

const busy = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === busy;
}

/** Node calls its SQLite experimental on the terminal of whoever hosts a session; that one line is held back. */
function sqlite(): typeof import("node:sqlite") {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return process.getBuiltinModule("node:sqlite");
  } finally {
    process.emitWarning = emitWarning;
  }
}
