/** Getting in: invitations, tokens, rooms, origins, and what the door says to whom it does not let in. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { limits } from "#protocol/session/limits.ts";
import { closeCode } from "#protocol/session/wire.ts";
import { fakeClock } from "#support/fakeClock.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { connect, enter, join, opened, tryToJoin } from "#support/relayGuest.ts";

const expired = limits.tokenMilliseconds + 1;

test("[JOIN-1] the code decides the role, and everybody is somebody else", async () => {
  await using relay = await hostedRelay();
  const joined = [await join(relay, "facilitator"), await join(relay), await join(relay)];
  assert.deepEqual(
    joined.map(({ participant, role }) => `${participant} ${role}`),
    ["p1 facilitator", "p2 participant", "p3 participant"],
  );
});

test("[JOIN-1] what is no invitation or no name is refused with its reason", async () => {
  await using relay = await hostedRelay({ limits: { joinBytes: 500 } });
  const code = relay.invitations.participant;
  const cases = [
    [{ code: `baton_i_${"x".repeat(32)}`, name: "Anna" }, "invitation-refused"],
    [{ code: relay.session, name: "Anna" }, "malformed"],
    [{ code, name: "" }, "malformed"],
    [{ code, name: "x".repeat(65) }, "malformed"],
    [{ code, name: "x".repeat(5_000) }, "malformed"],
    [{ code, name: "Anna", role: "facilitator" }, "malformed"],
    [null, "malformed"],
  ] as const;
  for (const [request, reason] of cases) assert.equal(await tryToJoin(relay, request), reason);
});

test("[TOKEN-2] an invitation is good until it expires, whatever the monotonic clock says", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock });
  const request = { code: relay.invitations.participant, name: "Anna" };
  clock.jump(expired);
  assert.equal(await tryToJoin(relay, request), "invitation-refused");
});

test("joins have a rate in all", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock, limits: { joinsPerSecond: 2 } });
  const request = { code: relay.invitations.participant, name: "Anna" };
  for (const _ of [1, 2]) assert.notEqual(await tryToJoin(relay, request), "too-fast");
  assert.equal(await tryToJoin(relay, request), "too-fast");
  clock.advance(1_000);
  assert.notEqual(await tryToJoin(relay, request), "too-fast");
});

test("[WIRE-2] the welcome comes first, then clock and roster", async () => {
  await using relay = await hostedRelay();
  using guest = await enter(relay);
  const types = guest.received.map((message) => (message.type === "notice" ? message.notice.type : "?"));
  assert.deepEqual(types, ["welcome", "clock", "roster"]);
  const welcome = await guest.notice("welcome");
  assert.deepEqual(
    [welcome.participant, welcome.role, welcome.room],
    [guest.participant, "participant", guest.room],
  );
});

test("[JOIN-2] the token may come as the second subprotocol, and is never chosen", async () => {
  await using relay = await hostedRelay();
  const { room, token } = await join(relay);
  using guest = connect(relay, { room, protocols: ["baton.1", token] });
  await guest.notice("welcome");
  assert.equal(guest.socket.protocol, "baton.1");
});

test("[JOIN-3] one token is one participant, on so many sockets", async () => {
  await using relay = await hostedRelay({ limits: { connectionsEach: 2 } });
  const joined = await join(relay);
  using first = connect(relay, joined);
  using second = connect(relay, joined);
  const welcomes = [await first.notice("welcome"), await second.notice("welcome")];
  assert.deepEqual(new Set(welcomes.map(({ participant }) => participant)), new Set([joined.participant]));
  using third = connect(relay, joined);
  assert.equal((await third.closed).code, closeCode.tooManyConnections);
});

test("[JOIN-4] a foreign origin gets no socket and no answer; a named one does", async () => {
  await using relay = await hostedRelay({ origins: ["https://baton.example"] });
  const { room, token } = await join(relay);
  using foreign = connect(relay, { room, token, origin: "https://elsewhere.example" });
  assert.equal((await foreign.closed).code, 1006);
  using named = connect(relay, { room, token, origin: "https://baton.example" });
  await named.notice("welcome");
  const headers = { origin: "https://elsewhere.example" };
  const response = await fetch(`${relay.url}/join`, { method: "POST", headers, body: "{}" });
  assert.equal(response.status, 403);
});

test("[JOIN-5] [EPOCH-3] what is wrong is said by the close code", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock });
  const { room, token } = await join(relay);
  const wrong = `baton_p_${"x".repeat(43)}`;
  const cases = [
    [{ room: "x".repeat(22), token }, closeCode.notFound],
    [{ room: "../etc/passwd", token }, closeCode.notFound],
    [{ room: `${room}?token=${token}`, token }, closeCode.notFound],
    [{ room: "__proto__", token }, closeCode.notFound],
    [{ room }, closeCode.tokenRefused],
    [{ room, token: wrong }, closeCode.tokenRefused],
    [{ room, token: relay.invitations.facilitator }, closeCode.tokenRefused],
    [{ room, protocols: ["baton.2", token] }, closeCode.version],
    [{ room: `${relay.session}-7`, token }, closeCode.moved],
    [{ room: relay.session, token }, closeCode.moved],
  ] as const;
  for (const [door, code] of cases) {
    using guest = connect(relay, "protocols" in door ? { ...door, protocols: [...door.protocols] } : door);
    const closed = await guest.closed;
    assert.equal(closed.code, code);
    if (code === closeCode.moved) assert.equal(closed.reason, room);
    assert.deepEqual(guest.received, []);
  }
  clock.jump(expired);
  using late = connect(relay, { room, token });
  assert.equal((await late.closed).code, closeCode.tokenRefused);
});

test("[JOIN-5] past the number of connections one is sent away to try again", async () => {
  await using relay = await hostedRelay({ limits: { connections: 1 } });
  using _guest = await enter(relay);
  using late = connect(relay, await join(relay));
  assert.equal((await late.closed).code, closeCode.full);
});

test("[JOIN-6] a locked session takes nobody new; who has a token gets in", async () => {
  await using relay = await hostedRelay();
  using facilitator = await enter(relay, "facilitator");
  const known = await join(relay);
  await facilitator.ask({ type: "session.lock", locked: true });
  const request = { code: relay.invitations.participant, name: "Anna" };
  assert.equal(await tryToJoin(relay, request), "locked");
  using guest = connect(relay, known);
  await guest.notice("welcome");
});

test("[TOKEN-2] who is removed is sent away at once, and not let in again", async () => {
  await using relay = await hostedRelay();
  using facilitator = await enter(relay, "facilitator");
  using guest = await enter(relay);
  await facilitator.ask({ type: "participant.remove", participant: guest.participant });
  assert.equal((await guest.closed).code, closeCode.removed);
  using again = connect(relay, guest);
  assert.equal((await again.closed).code, closeCode.removed);
});

test("the end: everybody sees it, is sent away, and nobody gets in any more", async () => {
  await using relay = await hostedRelay();
  using facilitator = await enter(relay, "facilitator");
  using guest = await enter(relay);
  await guest.sync();
  await facilitator.ask({ type: "session.end" });
  assert.equal((await guest.closed).code, closeCode.ended);
  assert.equal(guest.document.getMap("session").get("state"), "ended");
  using again = connect(relay, guest);
  assert.equal((await again.closed).code, closeCode.ended);
  const request = { code: relay.invitations.participant, name: "Anna" };
  assert.equal(await tryToJoin(relay, request), "ended");
});

test("[JOIN-7] the export is a facilitator's, and says what the document says", async () => {
  await using relay = await hostedRelay();
  using facilitator = await enter(relay, "facilitator");
  using guest = await enter(relay);
  await guest.ask({ type: "suggestion.post", text: "Try more trees", kind: "idea" });
  const ask = (token: string) =>
    fetch(`${relay.url}/export`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await ask(guest.token)).status, 403);
  const response = await ask(facilitator.token);
  const view: unknown = await response.json();
  assert.equal(response.status, 200);
  assert.match(JSON.stringify(view), /Try more trees/);
  assert.doesNotMatch(JSON.stringify(view), /baton_[ip]_/);
});

test("a web page is no part of the relay", async () => {
  await using relay = await hostedRelay();
  for (const path of ["/", "/join", "/../join", `/${relay.session}`])
    assert.equal((await fetch(relay.url + path)).status, 404);
  using guest = connect(relay, await join(relay));
  await opened(guest);
});
