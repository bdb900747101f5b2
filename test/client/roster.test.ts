import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyRoster, withRoster } from "#client/roster.ts";
import type { Notice, RosterEntry } from "#protocol/session/wire.ts";

const person = (id: string, away = false): RosterEntry => ({ id, name: id, role: "participant", away });
const told: Extract<Notice, { type: "roster" }> = {
  type: "roster",
  whole: false,
  here: 2,
  away: 0,
  people: [],
  gone: [],
};

test("people who changed replace what was known of them, people who are gone are gone", () => {
  const first = withRoster(emptyRoster, { ...told, whole: true, people: [person("p1"), person("p2")] });
  const next = withRoster(first, { ...told, people: [person("p2", true)], gone: ["p1"] });
  assert.deepEqual([...next.people.values()], [person("p2", true)]);
});

test("a whole roster forgets whom it does not name", () => {
  const first = withRoster(emptyRoster, { ...told, people: [person("p1")] });
  assert.deepEqual([...withRoster(first, { ...told, whole: true, people: [] }).people], []);
});
