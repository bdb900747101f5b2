import assert from "node:assert/strict";
import { test } from "node:test";
import { remainingAt, toldClock } from "#client/turnClock.ts";

const told = (phase: "running" | "paused" | "break" | "idle", remaining: number | null) =>
  toldClock({ type: "clock", turn: 1, phase, remaining }, 1_000);

test("a running turn's time runs down from what the relay said, and stops at nothing", () => {
  assert.equal(remainingAt(told("running", 5_000), 3_000), 3_000);
  assert.equal(remainingAt(told("break", 5_000), 9_000), 0);
});

test("[TIME-3] a paused turn keeps its time", () => {
  assert.equal(remainingAt(told("paused", 5_000), 9_000), 5_000);
});

test("where no clock applies there is no time", () => {
  assert.equal(remainingAt(told("idle", null), 9_000), null);
});
