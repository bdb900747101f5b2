/** The order of a rotation as a screen reckons it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { expectedOrder, upcoming, withSeatAt } from "#src/session/rotation/order.ts";
import { clientState, seat } from "#support/clientStates.ts";

test("a seat moves to another's place, the others close up", () => {
  const order = ["p1", "p2", "p3", "p4"];
  assert.deepEqual(withSeatAt(order, "p1", 2), ["p2", "p3", "p1", "p4"]);
  assert.deepEqual(withSeatAt(order, "p4", 0), ["p4", "p1", "p2", "p3"]);
  assert.deepEqual(withSeatAt(order, "p2", 99), ["p1", "p3", "p4", "p2"]);
});

test("what is at its place already, at an end, or nowhere does not move", () => {
  const order = ["p1", "p2"];
  assert.equal(withSeatAt(order, "p1", -1), null);
  assert.equal(withSeatAt(order, "p2", 5), null);
  assert.equal(withSeatAt(order, "p9", 0), null);
});

test("a second move builds on the first, which the relay has not answered yet", () => {
  const id = "x".repeat(22);
  const rotation = {
    turn: 2,
    phase: "running",
    driver: "p1",
    seats: [seat("p1"), seat("p2"), seat("p3")],
  } as const;
  const moved = (turn: number) => ({
    id,
    command: { type: "rotation.reorder" as const, turn, order: ["p3", "p2"] },
  });
  const ordered = (turn: number) => {
    const client = clientState({
      rotation: { ...rotation, seats: [...rotation.seats] },
      pending: [moved(turn)],
    });
    return expectedOrder(client, client.view.rotation);
  };
  assert.deepEqual(ordered(2), ["p3", "p2"]);
  assert.deepEqual(ordered(1), ["p2", "p3"], "a move of another turn counts for nothing");
});

test("breaks and who cannot drive are passed over", () => {
  const seats = [
    seat("p1"),
    { type: "break", id: "b1", milliseconds: 60_000 } as const,
    seat("p2"),
    seat("p3", { out: true }),
    seat("p4"),
  ];
  const client = clientState({ away: ["p2"], rotation: { phase: "running", driver: "p1", seats } });
  assert.deepEqual(upcoming(client, client.view.rotation), ["p4"]);
});
