/** The turn and its time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clockText, untilNextSecond } from "#src/session/rotation/clockText.ts";
import { turnView } from "#src/session/rotation/turnView.ts";
import { clientState, seat } from "#support/clientStates.ts";

test("a clock shows whole seconds, the last one until its end", () => {
  assert.equal(clockText(402_000), "06:42");
  assert.equal(clockText(401_001), "06:42");
  assert.equal(clockText(1), "00:01");
  assert.equal(clockText(0), "00:00");
  assert.equal(clockText(4_002_000), "1:06:42");
});

test("at the end of a second the clock shows the one before", () => {
  for (const left of [402_000, 401_001, 60_000, 999, 1]) {
    assert.notEqual(clockText(left - untilNextSecond(left)), clockText(left));
    assert.equal(clockText(left - untilNextSecond(left) + 1), clockText(left));
  }
});

const rotation = { turn: 3, phase: "running", driver: "p2", seats: [seat("p2"), seat("p1")] } as const;
const scene = { rotation: { ...rotation, seats: [...rotation.seats] } };
const clock = { turn: 3, phase: "running", remaining: 10_000, toldAt: 1_000 } as const;

test("between two words of the relay the time goes on here", () => {
  const view = turnView(clientState({ ...scene, clock }), 5_000);
  assert.deepEqual(view, {
    type: "driving",
    participant: "p2",
    name: "Ben",
    mine: false,
    away: false,
    state: "running",
    left: 6_000,
  });
});

test("the time of another turn or phase is not shown", () => {
  for (const other of [{ ...clock, turn: 2 }, { ...clock, phase: "paused" } as const]) {
    const view = turnView(clientState({ ...scene, clock: other }), 5_000);
    assert.equal(view?.type === "driving" ? view.left : undefined, null);
  }
});

test("where nobody drives, it says why", () => {
  const of = (phase: "idle" | "waiting" | "break" | "over") =>
    turnView(clientState({ rotation: { phase, turn: 3, driver: null } }), 0)?.type;
  assert.deepEqual(
    [of("idle"), of("waiting"), of("break"), of("over")],
    ["idle", "waiting", "break", "breakOver"],
  );
  assert.equal(turnView({ ...clientState(), view: null }, 0), null);
});
