/** What a store promises, asked of both: in memory and on SQLite. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { memoryStore } from "#server/storage/memory.ts";
import { sqliteStore } from "#server/storage/sqlite.ts";
import type { Store, StoredAnswer } from "#server/storage/store.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

const answer: StoredAnswer = {
  participant: "p1",
  command: "c".repeat(22),
  seq: 1,
  result: { ok: true, made: "s1" },
};

function row(table: string, id: string, value: unknown) {
  return { table, id, value };
}

const kinds = {
  memory: (_folder: string) => memoryStore(),
  sqlite: (folder: string) => sqliteStore(folder),
} satisfies { [Kind: string]: (folder: string) => Store };

for (const [kind, open] of Object.entries(kinds)) {
  test(`${kind}: a new store is empty`, () => {
    using folder = temporaryFolder();
    const store = open(folder.path);
    assert.deepEqual([[...store.rows()], store.lastSeq(), store.answer("p1", answer.command)], [[], 0, null]);
    store.close();
  });

  test(`${kind}: rows come back in the order in which they first came, with their last value`, () => {
    using folder = temporaryFolder();
    const store = open(folder.path);
    for (const number of [10, 9, 2])
      store.write({ rows: [row("runs", `r${number}`, { number })], answer: null });
    store.write({ rows: [row("runs", "r10", { number: 11 }), row("runs", "r9", null)], answer: null });
    store.commit();
    assert.deepEqual(
      [...store.rows()],
      [row("runs", "r10", { number: 11 }), row("runs", "r2", { number: 2 })],
    );
    store.close();
  });

  test(`${kind}: the same id in two tables is two rows, and any text is a good id`, () => {
    using folder = temporaryFolder();
    const store = open(folder.path);
    const rows = [row("a", "__proto__", 1), row("b", "__proto__", true), row("a", "'; DROP TABLE rows", "x")];
    store.write({ rows, answer: null });
    store.commit();
    assert.deepEqual([...store.rows()], rows);
    store.close();
  });

  test(`[CMD-3] ${kind}: an answer is found by sender and id, before it is committed, too`, () => {
    using folder = temporaryFolder();
    const store = open(folder.path);
    store.write({ rows: [], answer });
    assert.deepEqual(store.answer("p1", answer.command), answer);
    store.commit();
    assert.deepEqual(store.answer("p1", answer.command), answer);
    assert.equal(store.answer("p2", answer.command), null);
    assert.equal(store.lastSeq(), 1);
    store.close();
  });

  test(`${kind}: closing twice is harmless`, () => {
    using folder = temporaryFolder();
    const store = open(folder.path);
    store.close();
    store.close();
  });
}

test("sqlite: what was committed is there again, and what was not is not", () => {
  using folder = temporaryFolder();
  const store = sqliteStore(folder.path);
  store.write({ rows: [row("votes", "s1/p1", true)], answer });
  store.commit();
  store.write({ rows: [row("votes", "s1/p2", true)], answer: { ...answer, participant: "p2", seq: 2 } });
  store.close();
  const again = sqliteStore(folder.path);
  assert.deepEqual([...again.rows()], [row("votes", "s1/p1", true)]);
  assert.deepEqual(again.answer("p1", answer.command), answer);
  assert.equal(again.lastSeq(), 1);
  again.close();
});

test("sqlite: a second relay on the folder is refused with a sentence", () => {
  using folder = temporaryFolder();
  const store = sqliteStore(folder.path);
  assert.throws(() => sqliteStore(folder.path), /Another relay uses the folder/);
  store.close();
  sqliteStore(folder.path).close();
});

test("sqlite: the lock of a process that was killed holds nobody up", () => {
  using folder = temporaryFolder();
  const script = `
    const { sqliteStore } = await import("#server/storage/sqlite.ts");
    const store = sqliteStore(${JSON.stringify(folder.path)});
    store.write({ rows: [{ table: "votes", id: "s1/p1", value: true }], answer: null });
    store.commit();
    store.write({ rows: [{ table: "votes", id: "s1/p2", value: true }], answer: null });
    process.kill(process.pid, "SIGKILL");
  `;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  assert.deepEqual([status, stderr], [null, ""]);
  const store = sqliteStore(folder.path);
  assert.deepEqual([...store.rows()], [row("votes", "s1/p1", true)]);
  store.close();
});

test("sqlite: a folder that cannot be made, or that holds something else, is refused with a sentence", () => {
  using folder = temporaryFolder();
  assert.throws(() => sqliteStore(join(folder.path, "a", "b")), /cannot be made/);
  folder.write("other/session.db", "this is no database, and long enough to be read as one ".repeat(20));
  assert.throws(
    () => sqliteStore(join(folder.path, "other")),
    /other cannot be opened: file is not a database/,
  );
  assert.match(readFileSync(join(folder.path, "other", "session.db"), "utf8"), /^this is no database/);
  const other = sqliteStore(join(folder.path, "newer"));
  other.close();
  const database = new DatabaseSync(join(folder.path, "newer", "session.db"));
  database.exec("PRAGMA user_version = 99");
  database.close();
  assert.throws(
    () => sqliteStore(join(folder.path, "newer")),
    /newer cannot be opened: it is of another version/,
  );
});
