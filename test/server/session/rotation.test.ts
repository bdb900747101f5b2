/** The rotation: turns, order, absence, breaks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Command } from "#protocol/session/commands.ts";
import { readChange } from "#server/session/change.ts";
import { type DecidedSession, decidedSession } from "#support/decidedSession.ts";

const propose: Command = { type: "rotation.propose" };

/** p2, p3 and p4 have seats in this order, and p2 drives. */
function started(): DecidedSession {
  const session = decidedSession();
  for (const participant of ["p2", "p3", "p4"]) session.must(participant, propose);
  session.must("p1", { type: "rotation.start", turn: 0 });
  return session;
}

function driving(session: DecidedSession): string {
  const { turn, phase, driver } = session.rotation();
  return `${turn} ${phase} ${driver ?? "-"}`;
}

test("[ROT-1] [ROT-3] the first of the order drives; then each in turn, the last driver at the end", () => {
  const session = started();
  assert.equal(driving(session), "1 running p2");
  session.must("p2", { type: "rotation.next", turn: 1 });
  assert.equal(driving(session), "2 running p3");
  assert.deepEqual(session.order(), ["p3", "p4", "p2"]);
});

test("[ROT-2] two next at one instant rotate once", () => {
  const session = started();
  assert.deepEqual(
    ["p2", "p1", "p2"].map((who) => session.ask(who, { type: "rotation.next", turn: 1 })),
    ["done", "stale", "stale"],
  );
  assert.equal(driving(session), "2 running p3");
});

test("[ROT-2] next at the instant at which the time rotates by itself rotates once", () => {
  const session = started();
  session.must("p1", { type: "rotation.settings", autoRotate: true });
  session.pass(8 * 60_000);
  assert.equal(session.ask("p2", { type: "rotation.next", turn: 1 }), "stale");
  assert.equal(driving(session), "2 running p3");
});

test("only the driver and facilitators say next; only facilitators skip", () => {
  const session = started();
  assert.equal(session.ask("p3", { type: "rotation.next", turn: 1 }), "forbidden");
  assert.equal(session.ask("p2", { type: "rotation.skip", turn: 1 }), "forbidden");
});

test("[ROT-3] a turn counts for its driver, a skipped one does not", () => {
  const session = started();
  session.must("p1", { type: "rotation.next", turn: 1 });
  session.must("p1", { type: "rotation.skip", turn: 2 });
  const turns = session.rotation().seats.map((seat) => (seat.type === "person" ? seat.turns : null));
  assert.deepEqual(
    [session.order(), turns],
    [
      ["p4", "p2", "p3"],
      [0, 1, 0],
    ],
  );
});

test("[ROT-3] the session remembers who drove, the last turns that counted", () => {
  const session = decidedSession({ history: 2 });
  for (const participant of ["p2", "p3"]) session.must(participant, propose);
  session.must("p1", { type: "rotation.start", turn: 0 });
  session.must("p1", { type: "rotation.next", turn: 1 });
  session.must("p1", { type: "rotation.skip", turn: 2 });
  const drove = () => session.rotation().history.map(({ turn, driver }) => `${turn} ${driver}`);
  assert.deepEqual(drove(), ["1 p2", "3 p2"]);
  session.must("p1", { type: "rotation.addBreak", turn: 3, milliseconds: 60_000 });
  for (const turn of [3, 4]) session.must("p1", { type: "rotation.next", turn });
  assert.deepEqual(drove(), ["3 p2", "5 p3"]);
});

test("[ROT-4] fair: the one with the fewest turns, the earlier among equals", () => {
  const session = started();
  session.must("p1", { type: "rotation.settings", fair: true });
  session.must("p1", { type: "rotation.skip", turn: 1 });
  session.must("p1", { type: "rotation.reorder", turn: 2, order: ["p2", "p4"] });
  session.must("p1", { type: "rotation.next", turn: 2 });
  assert.equal(driving(session), "3 running p2");
  session.must("p1", { type: "rotation.next", turn: 3 });
  assert.equal(driving(session), "4 running p4");
  session.must("p1", { type: "rotation.next", turn: 4 });
  assert.equal(driving(session), "5 running p3");
});

test("[ROT-5] who is absent is passed over and keeps the place", () => {
  const session = started();
  session.go("p3");
  session.must("p1", { type: "rotation.next", turn: 1 });
  assert.equal(driving(session), "2 running p4");
  assert.deepEqual(session.order(), ["p4", "p3", "p2"]);
});

test("[ROT-5] with nobody there it waits, no clock runs, and who comes first drives", () => {
  const session = started();
  for (const participant of ["p2", "p3", "p4"]) session.go(participant);
  session.must("p1", { type: "rotation.next", turn: 1 });
  assert.equal(driving(session), "2 waiting -");
  assert.equal(session.rotation().clock, null);
  session.pass(60 * 60_000);
  assert.equal(session.ask("p1", { type: "rotation.next", turn: 2 }), "not-possible");
  session.come("p4");
  assert.equal(driving(session), "3 running p4");
});

test("[ROT-5] who has no seat does not end the wait; a seat does", () => {
  const session = decidedSession();
  session.must("p1", { type: "rotation.start", turn: 0 });
  assert.equal(driving(session), "1 waiting -");
  session.come("p3");
  assert.equal(driving(session), "1 waiting -");
  session.must("p3", propose);
  assert.equal(driving(session), "2 running p3");
});

test("[ROT-6] who drives and steps out, is removed or made an observer ends the turn", () => {
  const ends: Command[] = [
    { type: "rotation.stepOut", participant: "p2" },
    { type: "participant.remove", participant: "p2" },
    { type: "participant.setRole", participant: "p2", role: "observer" },
  ];
  for (const end of ends) {
    const session = started();
    session.must("p1", end);
    assert.equal(driving(session), "2 running p3", end.type);
  }
});

test("[ROT-6] who does not drive and leaves the order ends nothing", () => {
  const session = started();
  session.must("p1", { type: "participant.remove", participant: "p3" });
  assert.equal(driving(session), "1 running p2");
  assert.deepEqual(session.order(), ["p2", "p4"]);
});

test("who stepped out keeps the place, is passed over, and comes back", () => {
  const session = started();
  session.must("p3", { type: "rotation.stepOut" });
  assert.equal(session.ask("p3", { type: "rotation.stepOut" }), "unchanged");
  session.must("p1", { type: "rotation.next", turn: 1 });
  assert.equal(driving(session), "2 running p4");
  session.must("p3", { type: "rotation.stepIn" });
  session.must("p1", { type: "rotation.next", turn: 2 });
  assert.equal(driving(session), "3 running p3");
});

test("[ROT-7] a break comes right after the turn, once", () => {
  const session = started();
  const made = session.must("p1", { type: "rotation.addBreak", turn: 1, milliseconds: 60_000 });
  assert.deepEqual(session.order(), ["p2", made, "p3", "p4"]);
  session.must("p1", { type: "rotation.next", turn: 1 });
  assert.equal(driving(session), "2 break -");
  session.must("p1", { type: "rotation.next", turn: 2 });
  assert.equal(driving(session), "3 running p3");
  assert.deepEqual(session.order(), ["p3", "p4", "p2"]);
});

test("a new order names the seats behind the driver's, all of them", () => {
  const session = started();
  const reorder = (...order: string[]): string =>
    session.ask("p1", { type: "rotation.reorder", turn: 1, order });
  assert.equal(reorder("p4"), "stale");
  assert.equal(reorder("p4", "p4"), "stale");
  assert.equal(reorder("p4", "p3", "p2"), "stale");
  assert.equal(reorder("p3", "p4"), "unchanged");
  assert.equal(reorder("p4", "p3"), "done");
  assert.deepEqual(session.order(), ["p2", "p4", "p3"]);
});

test("shuffling leaves the driver and loses nobody", () => {
  const session = started();
  session.must("p1", { type: "rotation.shuffle", turn: 1 });
  assert.deepEqual(session.order(), ["p2", "p4", "p3"]);
});

test("the seat is handed to somebody who is there, with or without a seat", () => {
  const session = started();
  const hand = (participant: string, turn: number): string =>
    session.ask("p1", { type: "rotation.handTo", participant, turn });
  assert.equal(hand("p1", 1), "done");
  assert.equal(driving(session), "2 running p1");
  assert.deepEqual(session.order(), ["p1", "p3", "p4", "p2"]);
  assert.equal(hand("p1", 2), "unchanged");
  assert.equal(hand("p2", 1), "stale");
  session.go("p2");
  assert.equal(hand("p2", 2), "not-possible");
  assert.equal(hand("p9", 2), "not-found");
});

test("a seat is proposed once, for oneself; a facilitator proposes others, but no observer", () => {
  const session = decidedSession();
  const observer = session.join("observer");
  assert.equal(session.ask("p2", propose), "done");
  assert.equal(session.ask("p2", propose), "unchanged");
  assert.equal(session.ask("p2", { ...propose, participant: "p3" }), "forbidden");
  assert.equal(session.ask("p1", { ...propose, participant: "p3" }), "done");
  assert.equal(session.ask(observer, propose), "forbidden");
  assert.equal(session.ask("p1", { ...propose, participant: observer }), "not-possible");
});

test("[ROT-12] hands stand in the order raised, and go down by their own or a facilitator's word", () => {
  const session = started();
  for (const who of ["p4", "p3"]) assert.equal(session.ask(who, { type: "rotation.raiseHand" }), "done");
  assert.equal(session.ask("p4", { type: "rotation.raiseHand" }), "unchanged");
  assert.equal(session.ask("p2", { type: "rotation.raiseHand" }), "not-possible");
  assert.deepEqual(session.rotation().hands, ["p4", "p3"]);
  assert.equal(session.ask("p3", { type: "rotation.lowerHand", participant: "p4" }), "forbidden");
  session.must("p1", { type: "rotation.lowerHand", participant: "p4" });
  session.must("p3", { type: "rotation.lowerHand" });
  assert.equal(session.ask("p3", { type: "rotation.lowerHand" }), "unchanged");
  assert.deepEqual(session.rotation().hands, []);
});

test("[ROT-12] a hand takes no seat, shows its name, and comes from nobody who only observes", () => {
  const session = decidedSession({ hands: 1 });
  const observer = session.join("observer");
  assert.equal(session.ask(observer, { type: "rotation.raiseHand" }), "forbidden");
  assert.equal(session.ask("p1", { type: "rotation.raiseHand", participant: observer }), "not-possible");
  assert.equal(session.ask("p1", { type: "rotation.raiseHand", participant: "p9" }), "not-found");
  session.must("p3", { type: "rotation.raiseHand" });
  assert.equal(session.ask("p4", { type: "rotation.raiseHand" }), "too-many");
  assert.deepEqual(session.order(), []);
  assert.equal(session.state.tables.participants.get("p3")?.shown, true);
});

test("[ROT-12] a hand goes down when its participant drives, is removed or becomes an observer", () => {
  const ends: Command[] = [
    { type: "rotation.next", turn: 1 },
    { type: "rotation.handTo", turn: 1, participant: "p3" },
    { type: "participant.remove", participant: "p3" },
    { type: "participant.setRole", participant: "p3", role: "observer" },
  ];
  for (const end of ends) {
    const session = started();
    for (const who of ["p3", "p4"]) session.must(who, { type: "rotation.raiseHand" });
    session.must("p1", end);
    assert.deepEqual(session.rotation().hands, ["p4"], end.type);
  }
});

test("a rotation that was stored before there were hands has none up", () => {
  const { hands: _, ...before } = decidedSession().rotation();
  const { value } = readChange("rotation", "rotation", before);
  assert.deepEqual(value, decidedSession().rotation());
});

test("[ROT-13] with everybody, who joins has a seat at the end, while there is room; observers have none", () => {
  const session = decidedSession({ seats: 3 });
  session.must("p2", propose);
  session.must("p1", { type: "rotation.settings", everybody: true });
  assert.deepEqual(session.order(), ["p2"]);
  session.join("observer");
  const [facilitator, participant, late] = [session.join("facilitator"), session.join(), session.join()];
  assert.deepEqual(session.order(), ["p2", facilitator, participant]);
  const shown = (id: string) => session.state.tables.participants.get(id)?.shown;
  assert.deepEqual([shown(participant), shown(late)], [true, false]);
});

test("[ROT-13] without everybody, who joins has none, and who has one keeps it", () => {
  const session = decidedSession();
  session.must("p1", { type: "rotation.settings", everybody: true });
  const seated = session.join();
  session.must("p1", { type: "rotation.settings", everybody: false });
  assert.equal(session.ask("p1", { type: "rotation.settings", everybody: false }), "unchanged");
  session.join();
  assert.deepEqual(session.order(), [seated]);
});

test("[ROT-5] [ROT-13] a session that waits begins when somebody joins who gets a seat", () => {
  const session = decidedSession();
  session.must("p1", { type: "rotation.settings", everybody: true });
  session.must("p1", { type: "rotation.start", turn: 0 });
  assert.equal(driving(session), "1 waiting -");
  const joined = session.join();
  assert.equal(driving(session), `2 running ${joined}`);
});
