/** Rooms, invitations and refusals: what is understood, and that nothing else is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRoom, roomOf, roomSchema } from "#protocol/session/ids.ts";
import { invitationLink, parseInvitation } from "#protocol/session/invitation.ts";
import { refusalMessages, refusalReasons } from "#protocol/session/refusal.ts";

const code = `baton_i_${"x".repeat(32)}`;
const session = "abcDEF0123456789_-abcd";

test("[ID-3] a room's name gives its session and epoch", () => {
  assert.deepEqual(parseRoom(roomOf(session, 12)), { session, epoch: 12 });
  assert.deepEqual(parseRoom(session), { session, epoch: null });
  assert.ok(roomSchema.safeParse(roomOf(session, 12)).success);
});

test("[ID-3] paths and other forms are no rooms", () => {
  for (const name of [
    "",
    "..",
    `../${session}`,
    `${session}-0`,
    `${session}-1/`,
    `${session}-1\n`,
    `${session}-x`,
  ])
    assert.equal(parseRoom(name), null, JSON.stringify(name));
});

test("an invitation's link is understood, and so are address and code", () => {
  const invitation = { relay: "https://relay.example:4455", code };
  assert.deepEqual(parseInvitation(invitationLink(invitation)), invitation);
  assert.deepEqual(parseInvitation(` wss://relay.example:4455  ${code}\n`), invitation);
  assert.deepEqual(parseInvitation(`[::1]:4455 ${code}`), { relay: "http://[::1]:4455", code });
  assert.deepEqual(parseInvitation(`10.0.0.7:4455 ${code}`), { relay: "http://10.0.0.7:4455", code });
});

test("what is no invitation gives nothing", () => {
  for (const text of [
    "",
    code,
    "host:1 baton_i_short",
    `file:///etc ${code}`,
    `http://user:pw@host ${code}`,
    `a b ${code}`,
    `http://$(alert).example ${code}`,
    `http://${"a".repeat(3_000)}.example ${code}`,
  ])
    assert.equal(parseInvitation(text), null, text);
});

test("every refusal has a reason in the list and a sentence", () => {
  assert.deepEqual(refusalReasons.toSorted(), Object.keys(refusalMessages).toSorted());
});
