/** Who is told what, and when not. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ClientState } from "#client/createClient.ts";
import type { Command } from "#protocol/session/commands.ts";
import type { Rotation, Suggestion } from "#protocol/session/state.ts";
import { nothingTold, noticesBetween, noticesOf, type Told } from "#src/session/notices/notices.ts";
import { clientState, type Scene, seat } from "#support/clientStates.ts";
import { doneRun } from "#support/metricsStates.ts";

const inOrder = (...people: string[]) => people.map((id) => seat(id));

function turn(number: number, driver: string | null, ...next: string[]): Partial<Rotation> {
  const seats = inOrder(...(driver === null ? [] : [driver]), ...next);
  return { turn: number, phase: driver === null ? "waiting" : "running", driver, seats };
}

const during = (rotation: Partial<Rotation>, scene: Scene = {}) => clientState({ ...scene, rotation });

/** The kinds of what is told over a row of states, and what is remembered. */
function told(states: readonly (ClientState | null)[], told: Told = nothingTold) {
  const kinds: string[] = [];
  let memory = told;
  for (const [index, after] of states.entries()) {
    if (after === null) continue;
    const telling = noticesBetween(states[index - 1] ?? null, after, memory);
    memory = telling.told;
    kinds.push(...telling.notices.map(({ type }) => type));
  }
  return { kinds, memory };
}

test("who comes to drive is told so, with who drove before", () => {
  const before = during(turn(1, "p2", "p3", "p1"));
  const after = during(turn(2, "p1", "p3", "p2"));
  assert.deepEqual(noticesBetween(before, after, nothingTold).notices, [
    { type: "youHaveTheBaton", turn: 2, from: "Ben" },
  ]);
});

test("nobody else is told of it", () => {
  assert.deepEqual(told([during(turn(1, "p2", "p3", "p4")), during(turn(2, "p3", "p4", "p2"))]).kinds, []);
});

test("no turn is told twice, not after a reload either", () => {
  const mine = during(turn(2, "p1", "p2"));
  const { kinds, memory } = told([
    during(turn(1, "p2", "p1")),
    mine,
    during({ ...turn(2, "p1", "p2"), phase: "paused" }),
    mine,
  ]);
  assert.deepEqual(kinds, ["youDriveNext", "youHaveTheBaton"]);
  assert.deepEqual(told([null, { ...mine, view: null }, mine], memory).kinds, []);
});

test("a baton that came during a reload is told after it", () => {
  const { memory } = told([during(turn(1, "p2", "p3", "p1"))]);
  assert.deepEqual(told([null, during(turn(2, "p1", "p2"))], memory).kinds, ["youHaveTheBaton"]);
});

test("who drives on alone is not told again, after a reload either", () => {
  const { kinds, memory } = told([during(turn(1, "p1")), during(turn(2, "p1"))]);
  assert.deepEqual(kinds, ["youHaveTheBaton"]);
  assert.deepEqual(told([null, during(turn(2, "p1"))], memory).kinds, []);
});

test("who started the rotation and drives first is told so without a dialog; a later turn is told as to all", () => {
  const start = { id: "a".repeat(22), command: { type: "rotation.start", turn: 0 } } as const;
  const idle = { seats: inOrder("p1", "p2") };
  const states = [
    during(idle),
    during(idle, { pending: [start] }),
    during(idle),
    during(turn(1, "p1", "p2")),
    during(turn(2, "p2", "p1")),
    during(turn(3, "p1", "p2")),
  ];
  assert.deepEqual(told(states).kinds, ["youDriveFirst", "youHaveTheBaton"]);
});

test("who drives first because somebody else started the rotation has the baton", () => {
  const states = [during({ seats: inOrder("p1", "p2") }), during(turn(1, "p1", "p2"))];
  assert.deepEqual(told(states).kinds, ["youHaveTheBaton"]);
});

test("before the clock runs nobody has the baton", () => {
  assert.deepEqual(told([during({ seats: inOrder("p1") })]).kinds, []);
});

test("who comes next is told once a turn, however often the order changes", () => {
  const states = [
    during(turn(1, "p2", "p3", "p1")),
    during(turn(1, "p2", "p1", "p3")),
    during(turn(1, "p2", "p3", "p1")),
    during(turn(1, "p2", "p1", "p3")),
  ];
  assert.deepEqual(told(states).kinds, ["youDriveNext"]);
});

test("who drove just now hears only in the last minute that they are next", () => {
  const { kinds, memory } = told([during(turn(1, "p1", "p2")), during(turn(2, "p2", "p1"))]);
  assert.deepEqual(kinds, ["youHaveTheBaton"]);
  const warning = { type: "warning", turn: 2, remaining: 60_000 } as const;
  const telling = noticesOf(warning, during(turn(2, "p2", "p1")), memory);
  assert.deepEqual(telling.notices, [{ type: "youDriveNext", soon: true }]);
  assert.deepEqual(noticesOf(warning, during(turn(2, "p2", "p1")), telling.told).notices, []);
});

test("the last minute is the driver's, of the turn that it belongs to", () => {
  const warning = { type: "warning", turn: 2, remaining: 60_000 } as const;
  const kinds = (rotation: Partial<Rotation>) =>
    noticesOf(warning, during(rotation), nothingTold).notices.map(({ type }) => type);
  assert.deepEqual(kinds(turn(2, "p1", "p2")), ["oneMinuteLeft"]);
  assert.deepEqual(kinds(turn(2, "p2", "p3", "p1")), []);
  assert.deepEqual(kinds(turn(3, "p1", "p2")), []);
});

function suggested(status: Suggestion["status"], more: Partial<Suggestion> = {}): Scene {
  const suggestion: Suggestion = { text: "Try ridge", kind: "idea", author: "p1", at: 0, status, ...more };
  return { suggestions: { s1: suggestion } };
}

test("an author hears what became of a suggestion, with the reason", () => {
  const outcomes = ["accepted", "inProgress", "done"] as const;
  for (const status of outcomes) {
    const { notices } = noticesBetween(
      clientState(suggested("open")),
      clientState(suggested(status)),
      nothingTold,
    );
    assert.deepEqual(notices, [
      { type: "suggestionOutcome", text: "Try ridge", outcome: status, reason: null },
    ]);
  }
  const declined = clientState(suggested("declined", { reason: "too slow" }));
  const [notice] = noticesBetween(clientState(suggested("open")), declined, nothingTold).notices;
  assert.deepEqual(notice, {
    type: "suggestionOutcome",
    text: "Try ridge",
    outcome: "declined",
    reason: "too slow",
  });
});

test("others, who did it themselves, and who was not there before hear nothing", () => {
  const open = clientState(suggested("open"));
  const id = "x".repeat(22);
  const pending = [{ id, command: { type: "suggestion.accept" as const, suggestion: "s1" } }];
  assert.deepEqual(told([open, clientState({ ...suggested("accepted"), pending })]).kinds, []);
  assert.deepEqual(told([null, clientState(suggested("accepted"))]).kinds, []);
  const others = (status: Suggestion["status"]) => clientState(suggested(status, { author: "p2" }));
  assert.deepEqual(told([others("open"), others("accepted")]).kinds, []);
});

test("an anonymous author hears it as well", () => {
  const scene = (status: Suggestion["status"]) => {
    const { suggestions } = suggested(status);
    const { author: _, ...nameless } = suggestions?.["s1"] ?? assert.fail();
    return clientState({ suggestions: { s1: nameless }, anonymous: new Set(["s1"]) });
  };
  assert.deepEqual(told([scene("open"), scene("done")]).kinds, ["suggestionOutcome"]);
});

test("what comes back from the archive is no news", () => {
  const states = (["done", "archived", "done"] as const).map((status) => clientState(suggested(status)));
  assert.deepEqual(told(states).kinds, []);
});

test("facilitators hear who asks to drive, and nobody of the own hand", () => {
  const hands = (...up: string[]) => ({ rotation: { hands: up } });
  const asFacilitator = [[], ["p2"], ["p2", "p1"], ["p1", "p3"]].map((up) =>
    clientState({ role: "facilitator", ...hands(...up) }),
  );
  assert.deepEqual(told(asFacilitator).kinds, ["handRaised", "handRaised"]);
  assert.deepEqual(told([clientState(hands()), clientState(hands("p2"))]).kinds, []);
});

test("a refusal is told, unless it is of what the editor asked by itself", () => {
  const refused = (command: Command) =>
    noticesOf({ type: "refused", command, reason: "forbidden", message: "" }, clientState(), nothingTold)
      .notices;
  assert.equal(refused({ type: "session.end" }).length, 1);
  assert.deepEqual(refused({ type: "run.show", view: doneRun().run }), []);
});
