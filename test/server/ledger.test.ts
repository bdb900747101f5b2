/** The ledger: nothing is told before it is stored, nothing is decided twice, and a failed store ends it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Command } from "#protocol/session/commands.ts";
import { limits } from "#protocol/session/limits.ts";
import type { Ack } from "#protocol/session/wire.ts";
import { memoryStore, type Store } from "#server/index.ts";
import { type Ledger, openLedger } from "#server/ledger.ts";
import { decideJoin } from "#server/session/people.ts";
import { newSession } from "#server/session/session.ts";

const post: Command = { type: "suggestion.post", text: "Try more trees", kind: "idea" };

interface Opened {
  readonly ledger: Ledger;
  /** What happened, in order. */
  readonly events: string[];
  ask(id: string, command?: Command): Ack[];
}

/** With facilitator p1; `fails` says before which call the store stops working. */
function opened(
  store: Store = memoryStore(),
  fails: (call: "write" | "commit") => boolean = () => false,
): Opened {
  const events: string[] = [];
  const check = (call: "write" | "commit"): void => {
    if (fails(call)) throw new Error("disk full");
    events.push(call);
  };
  const ledger = openLedger({
    store: {
      ...store,
      write: (record) => {
        check("write");
        store.write(record);
      },
      commit: () => {
        check("commit");
        store.commit();
      },
    },
    circumstances: () => ({ now: 0, wall: 0, random: () => 0, isHere: () => true, limits }),
    committed: (changes) => events.push(`${changes.length} changes`),
    failed: () => events.push("failed"),
  });
  if (ledger.state.tables.session.size === 0) {
    ledger.enact(() => newSession("x".repeat(22)));
    const person = { name: "Anna", role: "facilitator", tokenHash: "h", expires: 0 } as const;
    ledger.enact((state, circumstances) => decideJoin(state, person, circumstances).changes);
    ledger.commit();
  }
  events.length = 0;
  return {
    ledger,
    events,
    ask(id, command = post) {
      const acks: Ack[] = [];
      ledger.ask("p1", { id: id.repeat(22), command }, (ack) => {
        acks.push(ack);
        events.push(`ack ${id} ${ack.seq}`);
      });
      return acks;
    },
  };
}

test("[CMD-2] an ack comes after the commit, and what arrived together is committed together", async () => {
  const { ask, events } = opened();
  ask("a");
  ask("b");
  assert.deepEqual(events, ["write", "write"]);
  await nextTurn();
  assert.deepEqual(events.slice(2), ["commit", "ack a 1", "ack b 2", "4 changes"]);
});

test("[CMD-3] [CMD-4] the same id again brings the same ack, before and after it is stored", async () => {
  const { ask, events, ledger } = opened();
  ask("a");
  ask("a");
  await nextTurn();
  ask("a");
  ask("b");
  await nextTurn();
  assert.deepEqual(
    events.filter((event) => event.startsWith("ack")),
    ["ack a 1", "ack a 1", "ack a 1", "ack b 2"],
  );
  assert.equal(ledger.state.tables.suggestions.size, 2);
});

test("[CMD-3] a refusal is remembered: it stays one when it would be possible by now", async () => {
  const { ask } = opened();
  const vote: Command = { type: "suggestion.vote", suggestion: "s1" };
  const first = ask("a", vote);
  ask("b");
  const second = ask("a", vote);
  await nextTurn();
  assert.deepEqual(first, second);
  assert.deepEqual(first[0]?.result.ok === false && first[0].result.reason, "not-found");
});

test("[CMD-3] after a restart the answers and the rows are there", async () => {
  const store = memoryStore();
  const before = opened(store);
  const [first] = [before.ask("a")];
  await nextTurn();
  const after = opened(store);
  const again = after.ask("a");
  await nextTurn();
  assert.deepEqual(again, first);
  assert.equal(after.ledger.seq(), 1);
  assert.equal(after.ledger.state.tables.suggestions.get("s1")?.text, "Try more trees");
});

for (const call of ["write", "commit"] as const)
  test(`[CMD-6] when a ${call} fails nothing is acknowledged any more`, async () => {
    let broken = false;
    const { ask, events, ledger } = opened(memoryStore(), (now) => broken && now === call);
    ask("a");
    await nextTurn();
    broken = true;
    ask("b");
    ask("c");
    await nextTurn();
    broken = false;
    ask("d");
    await nextTurn();
    assert.deepEqual(
      events.filter((event) => event.startsWith("ack")),
      ["ack a 1"],
    );
    assert.equal(events.filter((event) => event === "failed").length, 1);
    assert.equal(ledger.works(), false);
  });
