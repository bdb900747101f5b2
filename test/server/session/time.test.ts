/** The clock of a turn: its end, its warning, pauses. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type DecidedSession, decidedSession } from "#support/decidedSession.ts";

const minute = 60_000;

/** p2 drives, p3 is next; turns of eight minutes. */
function started(autoRotate: boolean): DecidedSession {
  const session = decidedSession();
  for (const participant of ["p2", "p3"]) session.must(participant, { type: "rotation.propose" });
  if (autoRotate) session.must("p1", { type: "rotation.settings", autoRotate });
  session.must("p1", { type: "rotation.start", turn: 0 });
  return session;
}

function driving(session: DecidedSession): string {
  const { turn, phase, driver } = session.rotation();
  return `${turn} ${phase} ${driver ?? "-"}`;
}

test("[TIME-2] at the end of the time the next one drives where the session rotates by itself", () => {
  const session = started(true);
  session.pass(8 * minute - 1);
  assert.equal(driving(session), "1 running p2");
  session.pass(1);
  assert.equal(driving(session), "2 running p3");
});

test("[TIME-2] else the turn is over, stays over, and next ends it", () => {
  const session = started(false);
  session.pass(8 * minute);
  session.pass(60 * minute);
  assert.equal(driving(session), "1 over p2");
  session.must("p2", { type: "rotation.next", turn: 1 });
  assert.equal(driving(session), "2 running p3");
});

test("[TIME-2] the warning comes a minute before, once", () => {
  const session = started(true);
  session.pass(7 * minute - 1);
  assert.equal(session.rotation().warned, false);
  session.pass(1);
  assert.equal(session.rotation().warned, true);
  assert.equal(driving(session), "1 running p2");
});

test("[TIME-3] a pause keeps the time that is left", () => {
  const session = started(true);
  session.pass(5 * minute);
  session.must("p1", { type: "rotation.pause", turn: 1 });
  assert.equal(session.ask("p1", { type: "rotation.pause", turn: 1 }), "unchanged");
  session.pass(60 * minute);
  assert.equal(driving(session), "1 paused p2");
  session.must("p1", { type: "rotation.resume", turn: 1 });
  session.pass(3 * minute - 1);
  assert.equal(driving(session), "1 running p2");
  session.pass(1);
  assert.equal(driving(session), "2 running p3");
});

test("a turn that runs out with nobody there leaves nobody driving", () => {
  const session = started(true);
  session.go("p2");
  session.go("p3");
  session.pass(8 * minute);
  assert.equal(driving(session), "2 waiting -");
});

test("[ROT-8] a driver who goes keeps the turn until its time", () => {
  const session = started(true);
  session.go("p2");
  session.pass(7 * minute);
  assert.equal(driving(session), "1 running p2");
});

test("[ROT-7] a break ends by its own time", () => {
  const session = started(true);
  session.must("p1", { type: "rotation.addBreak", turn: 1, milliseconds: minute });
  session.pass(8 * minute);
  assert.equal(driving(session), "2 break -");
  session.pass(minute);
  assert.equal(driving(session), "3 running p3");
});

test("a running turn keeps its time when the length is changed; the next has the new one", () => {
  const session = started(true);
  session.must("p1", { type: "rotation.settings", turnMilliseconds: minute });
  session.pass(8 * minute - 1);
  assert.equal(driving(session), "1 running p2");
  session.pass(1);
  session.pass(minute);
  assert.equal(driving(session), "3 running p2");
});

test("the clock of an ended session decides nothing more", () => {
  const session = started(true);
  session.must("p1", { type: "session.end" });
  session.pass(8 * minute);
  assert.equal(driving(session), "1 running p2");
});
