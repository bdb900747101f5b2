import assert from "node:assert/strict";
import { test } from "node:test";
import type { Handover, HandoverStanding } from "#protocol/session/handover.ts";
import { isLate, takingAfter } from "#src/handover/standing.ts";

const [older, newer] = ["a".repeat(40), "b".repeat(40)];

function handover(by: string, standing: HandoverStanding): Handover {
  return { base: "main", standing, by, at: 0, turn: 3 };
}

const nothing = { turn: 3, commit: null };
const taken = takingAfter(nothing, handover("p1", { type: "taken", commit: older }), "p1", 3);
const pushed = handover("p2", { type: "handedOver", files: 2, commit: newer });

test("what somebody hands over after the seat was taken is late, whatever was told in between", () => {
  const then = takingAfter(taken, handover("p2", { type: "handingOver" }), "p1", 3);
  assert.ok(isLate(then, pushed, "p1"));
});

test("what was taken already is not, nor one's own, nor what comes before anything was taken", () => {
  const same = takingAfter(nothing, handover("p1", { type: "taken", commit: newer }), "p1", 3);
  assert.ok(!isLate(same, pushed, "p1"));
  assert.ok(!isLate(taken, handover("p1", { type: "handedOver", files: 2, commit: newer }), "p1"));
  assert.ok(!isLate(takingAfter(nothing, handover("p1", { type: "taking" }), "p1", 3), pushed, "p1"));
  assert.ok(
    !isLate(takingAfter(nothing, handover("p2", { type: "taken", commit: older }), "p1", 3), pushed, "p1"),
  );
  assert.ok(!isLate(taken, handover("p2", { type: "handingOver" }), "p1"));
});

test("with the next turn what was taken in the last one counts no more", () => {
  assert.ok(!isLate(takingAfter(taken, pushed, "p1", 4), pushed, "p1"));
});
