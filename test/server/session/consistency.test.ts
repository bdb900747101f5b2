/** Whatever is asked in whatever order: memory, store and document say the same, and the rotation's seats stay sound. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Command, commandSchema } from "#protocol/session/commands.ts";
import { type Role, roles } from "#protocol/session/roles.ts";
import { sessionViewSchema } from "#protocol/session/state.ts";
import { createReplica } from "#server/replica.ts";
import { apply, readChange } from "#server/session/change.ts";
import { emptyState } from "#server/session/state.ts";
import { memoryStore } from "#server/storage/memory.ts";
import { type DecidedSession, decidedSession } from "#support/decidedSession.ts";
import { doneRun } from "#support/metricsStates.ts";

const people = ["p1", "p2", "p3", "p4"];
const suggestion = fc.constantFrom("s1", "s2", "s3");
const participant = fc.constantFrom(...people, "p9");
const turn = fc.nat({ max: 6 });
const seat = fc.constantFrom(...people, "b1");

/** What makes something to decide about comes more often than what takes it away. */
const often: fc.Arbitrary<unknown>[] = [
  fc.record({
    type: fc.constant("suggestion.post"),
    text: fc.constantFrom("Trees", "__proto__"),
    kind: fc.constant("idea"),
  }),
  fc.record({ type: fc.constant("suggestion.vote"), suggestion }),
  fc.record({ type: fc.constantFrom("rotation.propose", "rotation.stepIn"), participant }),
  fc.record({ type: fc.constantFrom("rotation.start", "rotation.next", "rotation.skip"), turn }),
];

const sometimes: fc.Arbitrary<unknown>[] = [
  fc.record({ type: fc.constantFrom("suggestion.unvote", "suggestion.withdraw"), suggestion }),
  fc.record({
    type: fc.constantFrom("suggestion.accept", "suggestion.start", "suggestion.done"),
    suggestion,
  }),
  fc.record({
    type: fc.constantFrom("suggestion.reopen", "suggestion.archive", "suggestion.restore"),
    suggestion,
  }),
  fc.record({ type: fc.constant("suggestion.merge"), suggestion, into: suggestion }),
  fc.record({ type: fc.constant("suggestion.comment"), suggestion, text: fc.constant("Yes!") }),
  fc.record({
    type: fc.constant("suggestion.edit"),
    suggestion,
    revision: fc.nat({ max: 2 }),
    text: fc.constantFrom("a", "b"),
  }),
  fc.record({ type: fc.constantFrom("rotation.pause", "rotation.resume", "rotation.shuffle"), turn }),
  fc.record({
    type: fc.constantFrom("rotation.stepOut", "rotation.raiseHand", "rotation.lowerHand"),
    participant,
  }),
  fc.record({ type: fc.constant("run.show"), view: fc.constant(doneRun().run) }),
  fc.record({
    type: fc.constant("handover.show"),
    base: fc.constant("main"),
    standing: fc.constantFrom({ type: "handingOver" }, { type: "taking" }),
  }),
  fc.record({ type: fc.constant("participant.naming"), agreed: fc.boolean() }),
  fc.record({
    type: fc.constant("participant.naming"),
    agreed: fc.boolean(),
    email: fc.constant("ana@example.org"),
  }),
  fc.record({ type: fc.constant("rotation.handTo"), turn, participant }),
  fc.record({ type: fc.constant("rotation.addBreak"), turn, milliseconds: fc.constant(60_000) }),
  fc.record({ type: fc.constant("rotation.reorder"), turn, order: fc.array(seat, { maxLength: 4 }) }),
  fc.record({
    type: fc.constant("rotation.settings"),
    autoRotate: fc.boolean(),
    fair: fc.boolean(),
    everybody: fc.boolean(),
  }),
  fc.record({
    type: fc.constant("participant.setRole"),
    participant,
    role: fc.constantFrom("facilitator", "participant", "observer"),
  }),
];

const command = fc
  .oneof(
    ...often.map((arbitrary) => ({ weight: 12, arbitrary })),
    ...sometimes.map((arbitrary) => ({ weight: 4, arbitrary })),
    { weight: 1, arbitrary: fc.record({ type: fc.constant("participant.remove"), participant }) },
  )
  .map((value): Command => commandSchema.parse(value));

type Event =
  | { readonly type: "asks"; readonly who: string; readonly command: Command }
  | { readonly type: "comes" | "goes"; readonly who: string }
  | { readonly type: "joins"; readonly role: Role }
  | { readonly type: "passes"; readonly milliseconds: number };

const role = fc.constantFrom(...roles);

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ type: fc.constant("asks"), who: fc.constantFrom("p1", ...people), command }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constantFrom("comes", "goes"), who: fc.constantFrom(...people) }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("joins"), role }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("passes"), milliseconds: fc.constantFrom(1_000, 480_000) }),
  },
);

/** Most of what names a turn names the current one. */
function ofThisTurn(session: DecidedSession, asked: Command): Command {
  return "turn" in asked && asked.turn > 0 ? { ...asked, turn: session.rotation().turn } : asked;
}

/** Two have seats, and one drives. */
function started(): DecidedSession {
  const session = decidedSession();
  for (const who of ["p2", "p3"]) session.must(who, { type: "rotation.propose" });
  session.must("p1", { type: "rotation.start", turn: 0 });
  return session;
}

function happen(session: DecidedSession, what: Event): void {
  switch (what.type) {
    case "asks":
      session.ask(what.who, ofThisTurn(session, what.command));
      break;
    case "comes":
      session.come(what.who);
      break;
    case "goes":
      session.go(what.who);
      break;
    case "joins":
      session.join(what.role);
      break;
    case "passes":
      session.pass(what.milliseconds);
  }
}

function checkRotation(session: DecidedSession, turnBefore: number): void {
  const { driver, phase, turn: now, seats, hands } = session.rotation();
  const names = session.order();
  assert.equal(new Set(names).size, names.length, "[ROT-1] one seat each");
  if (driver !== null) assert.equal(names[0], driver, "the driver's seat is first");
  if (phase === "running" || phase === "paused") assert.notEqual(driver, null);
  if (phase === "idle" || phase === "break" || phase === "waiting") assert.equal(driver, null);
  assert.ok(now === turnBefore || now === turnBefore + 1, "[ROT-1] one turn at a time");
  assert.equal(new Set(hands).size, hands.length, "[ROT-12] one hand each");
  if (driver !== null) assert.ok(!hands.includes(driver), "[ROT-12] who drives has the hand down");
  for (const id of [...seats.flatMap((row) => (row.type === "person" ? [row.participant] : [])), ...hands]) {
    const person = session.state.tables.participants.get(id);
    assert.ok(person?.removed === false && person.role !== "observer" && person.shown, id);
  }
}

test("memory, store and document say the same after any commands, and rotations stay sound", () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 40, maxLength: 120 }), (events) => {
      const session = started();
      const store = memoryStore();
      const replica = createReplica(session.state);
      store.write({ rows: session.taken(), answer: null });
      for (const what of events) {
        const { turn: before } = session.rotation();
        happen(session, what);
        checkRotation(session, before);
        const changes = session.taken();
        store.write({ rows: changes, answer: null });
        replica.show(session.state, changes);
      }
      const shown = replica.view();
      assert.deepEqual(shown, createReplica(session.state).view());
      const { votes, suggestions } = sessionViewSchema.parse(shown);
      assert.deepEqual(sessionViewSchema.parse(shown), shown);
      for (const id of Object.keys(votes)) assert.ok(id in suggestions, `votes for ${id}, which is gone`);
      const loaded = emptyState();
      for (const { table, id, value } of store.rows()) apply(loaded, readChange(table, id, value));
      assert.deepEqual(loaded.tables, session.state.tables);
    }),
    { numRuns: 150 },
  );
});
