/** Who stands where in the Session view. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { rowId, type SessionRow, sessionRows } from "#src/session/sessionRows.ts";
import { clientState, seat } from "#support/clientStates.ts";

function glance(row: SessionRow): string {
  switch (row.type) {
    case "nobody":
      return row.phase;
    case "driver":
      return `▶ ${row.name}`;
    case "seat":
      return [row.place, row.name, row.call, row.out && "out", row.away && "away"].filter(Boolean).join(" ");
    case "break":
      return `${row.place} break`;
    case "handover":
      return `${row.name}: ${row.standing.type}`;
    case "hand":
      return `✋ ${row.name}`;
    case "others":
      return `${row.here} more, ${row.away} away: ${row.rows.map(glance).join(", ")}`;
    case "person":
      return row.name;
    case "unnamed":
      return `and ${row.count}`;
  }
}

const glances = (rows: readonly SessionRow[]) => rows.map(glance);
const running = { turn: 3, phase: "running", driver: "p1" } as const;

test("the driver stands first, then who comes next, who asks, and who else is there", () => {
  const client = clientState({
    rotation: { ...running, seats: [seat("p1"), seat("p2"), seat("p3")], hands: ["p4"] },
  });
  assert.deepEqual(glances(sessionRows(client)), [
    "▶ Ana",
    "2 Ben next",
    "3 Chi then",
    "✋ Dee",
    "1 more, 0 away: Dee",
  ]);
});

test("who is away or stepped out keeps the place and is not called", () => {
  const client = clientState({
    names: { p1: "Ana", p2: "Ben", p3: "Chi", p4: "Dee" },
    away: ["p2"],
    rotation: { ...running, seats: [seat("p1"), seat("p2"), seat("p3", { out: true }), seat("p4")] },
  });
  assert.deepEqual(glances(sessionRows(client)), ["▶ Ana", "2 Ben away", "3 Chi out", "4 Dee next"]);
});

test("in the fair order who drove least is next, the earlier among equals", () => {
  const seats = [seat("p1"), seat("p2", { turns: 2 }), seat("p3", { turns: 1 }), seat("p4", { turns: 1 })];
  const rows = sessionRows(clientState({ rotation: { ...running, seats, fair: true } }));
  assert.deepEqual(glances(rows), ["▶ Ana", "2 Ben", "3 Chi next", "4 Dee then"]);
});

test("a break has its place in the order", () => {
  const seats = [
    seat("p1"),
    { type: "break", id: "b1", milliseconds: 60_000 } as const,
    seat("p2"),
    seat("p3"),
    seat("p4"),
  ];
  const rows = sessionRows(clientState({ rotation: { ...running, seats } }));
  assert.deepEqual(glances(rows), ["▶ Ana", "2 break", "3 Ben next", "4 Chi then", "5 Dee"]);
});

test("where nobody drives, the first row says why, and the order begins at one", () => {
  const seats = [seat("p1"), seat("p2"), seat("p3"), seat("p4")];
  for (const phase of ["idle", "waiting", "break"] as const) {
    const rows = glances(sessionRows(clientState({ rotation: { phase, seats } })));
    assert.deepEqual(rows, [phase, "1 Ana next", "2 Ben then", "3 Chi", "4 Dee"]);
  }
  const [over] = glances(sessionRows(clientState({ rotation: { phase: "over", seats } })));
  assert.equal(over, "breakOver");
});

test("people without a seat are counted, by name where the roster tells it, who is away last", () => {
  const client = clientState({ away: ["p2"], unnamed: 700, rotation: { ...running, seats: [seat("p1")] } });
  const [, others] = glances(sessionRows(client));
  assert.equal(others, "702 more, 1 away: Chi, Dee, Ben, and 700");
});

test("a row keeps its id when its seat comes to drive", () => {
  const seats = [seat("p1"), seat("p2")];
  const before = sessionRows(clientState({ rotation: { ...running, seats } })).map(rowId);
  const later = { ...running, driver: "p2", seats: seats.toReversed() };
  const after = sessionRows(clientState({ rotation: later })).map(rowId);
  assert.deepEqual(before.slice(0, 2), ["seat.p1", "seat.p2"]);
  assert.deepEqual(after.slice(0, 2), ["seat.p2", "seat.p1"]);
  assert.equal(new Set(before).size, before.length);
});

test("hostile names are plain text in every row", () => {
  const names = { p1: "$(alert)\u202eana", p2: "[x](command:y)\u200b", p3: "\u200b", p4: "\n\nDee" };
  const rotation = { ...running, seats: [seat("p1"), seat("p2")], hands: ["p3"] };
  const text = JSON.stringify(sessionRows(clientState({ names, rotation })));
  assert.doesNotMatch(text, /\$\(|\]\(|\\n|[\u202e\u200b]/);
});

test("the code's way stands below the driver, from the last turn on and not of an older one", () => {
  const rows = (turn: number) => {
    const handover = { base: "main", standing: { type: "taking" }, by: "p2", at: 0, turn } as const;
    const rotation = { ...running, seats: [seat("p1"), seat("p2")] };
    const state = clientState({ rotation });
    return glances(sessionRows({ ...state, view: { ...state.view, handover } }));
  };
  assert.deepEqual(rows(3).slice(0, 2), ["▶ Ana", "Ben: taking"]);
  assert.deepEqual(rows(2).slice(0, 2), ["▶ Ana", "Ben: taking"]);
  assert.deepEqual(rows(1).slice(0, 2), ["▶ Ana", "2 Ben next"]);
});
