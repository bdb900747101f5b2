/** [DOC-1]: the document's maps as plain values. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Doc } from "yjs";
import { createReplica } from "#client/replica.ts";

function fill(doc: Doc): void {
  doc.transact(() => {
    const session = { protocol: 1, id: "x".repeat(22), epoch: 1, title: "T", state: "open", locked: false };
    const rotation = { turn: 0, phase: "idle", driver: null, seats: [], turnMilliseconds: 60_000 };
    for (const [key, value] of Object.entries({ ...session, anonymous: false }))
      doc.getMap("session").set(key, value);
    for (const [key, value] of Object.entries({ ...rotation, autoRotate: false, fair: false }))
      doc.getMap("rotation").set(key, value);
    doc.getMap("people").set("p1", { name: "Ana", role: "participant" });
    doc.getMap("votes").set("s1", 3);
  });
}

test("there is no view before the document has arrived, and one change for one transaction", () => {
  const doc = new Doc();
  let changes = 0;
  const replica = createReplica(doc, () => {
    changes += 1;
  });
  assert.equal(replica.view(), null);
  fill(doc);
  assert.equal(changes, 1);
  assert.equal(replica.view()?.people["p1"]?.name, "Ana");
});

test("what changes is read again, what goes is gone, and what stays is the same object", () => {
  const doc = new Doc();
  fill(doc);
  const replica = createReplica(doc, () => undefined);
  const before = replica.view();
  doc.getMap("votes").set("s1", 4);
  assert.deepEqual(replica.view()?.votes, { s1: 4 });
  assert.equal(replica.view()?.people, before?.people);
  doc.getMap("votes").delete("s1");
  assert.deepEqual(replica.view()?.votes, {});
});

test("[ID-1] a key that is no id, and an entry of another form, show nothing and hide nothing", () => {
  const doc = new Doc();
  fill(doc);
  const replica = createReplica(doc, () => undefined);
  doc.getMap("people").set("__proto__", { name: "Mallory", role: "facilitator" });
  doc.getMap("people").set("p2", { name: 7 });
  doc.getMap("people").set("p3", { name: "Bo", role: "observer" });
  assert.deepEqual(Object.keys(replica.view()?.people ?? {}), ["p1", "p3"]);
  assert.equal(Object.getPrototypeOf(replica.view()?.people), Object.prototype);
});
