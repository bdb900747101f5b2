/** The permission table: every command has its row, and each role may do what the design says and no more. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { commandSchema } from "#protocol/session/commands.ts";
import { type Action, mayDo, permissions } from "#protocol/session/permissions.ts";
import { roles } from "#protocol/session/roles.ts";

test("every command and every other request has a row, and there is no row for anything else", () => {
  const commands = commandSchema.options.map(({ shape }) => shape.type.value);
  const others = ["session.export", "object.get", "object.put"];
  assert.deepEqual(Object.keys(permissions).toSorted(), [...commands, ...others].toSorted());
});

const cases: { action: Action; drives?: boolean; owns?: boolean; allowed: string[] }[] = [
  { action: "suggestion.vote", allowed: ["facilitator", "participant"] },
  { action: "suggestion.withdraw", allowed: ["facilitator"] },
  { action: "suggestion.withdraw", owns: true, allowed: ["facilitator", "participant"] },
  { action: "suggestion.accept", allowed: ["facilitator"] },
  { action: "suggestion.accept", drives: true, allowed: ["facilitator", "participant"] },
  { action: "suggestion.decline", owns: true, allowed: ["facilitator"] },
  { action: "suggestion.decline", drives: true, allowed: ["facilitator", "participant"] },
  { action: "rotation.next", allowed: ["facilitator"] },
  { action: "rotation.next", drives: true, allowed: ["facilitator", "participant"] },
  { action: "rotation.skip", drives: true, owns: true, allowed: ["facilitator"] },
  { action: "run.publish", drives: true, allowed: ["facilitator", "participant"] },
  { action: "session.export", drives: true, owns: true, allowed: ["facilitator"] },
  { action: "object.get", allowed: ["facilitator", "participant", "observer"] },
  { action: "object.put", allowed: ["facilitator"] },
  { action: "object.put", owns: true, allowed: ["facilitator", "participant"] },
  { action: "participant.rename", allowed: ["facilitator", "participant", "observer"] },
];

for (const { action, drives = false, owns = false, allowed } of cases) {
  const who = `${drives ? " driving" : ""}${owns ? " one's own" : ""}`;
  test(`${action}${who} is for ${allowed.join(", ")}`, () => {
    assert.deepEqual(
      roles.filter((role) => mayDo(action, { role, drives, owns })),
      allowed,
    );
  });
}
