/** Turns as everybody sees them: the clock's notices, its end, absence, restarts; on a clock that the test turns. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { roomOf } from "#protocol/session/ids.ts";
import { messageType } from "#protocol/session/wire.ts";
import { memoryStore, type Relay, type Store } from "#server/index.ts";
import { type FakeClock, fakeClock } from "#support/fakeClock.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { connect, enter, type Guest } from "#support/relayGuest.ts";

const minute = 60_000;

/** A facilitator who drives, and watches. */
async function driving(
  relay: Relay,
  clock: FakeClock,
  autoRotate = true,
): Promise<Guest & { token: string }> {
  const guest = await enter(relay, "facilitator");
  await guest.sync();
  await guest.ask({ type: "rotation.settings", autoRotate });
  await guest.ask({ type: "rotation.propose" });
  await guest.ask({ type: "rotation.start", turn: 0 });
  clock.advance(1_000);
  await guest.notice("clock", ({ turn }) => turn === 1);
  return guest;
}

/** What the clock decided is stored by then, and shown. */
async function pass(clock: FakeClock, milliseconds: number): Promise<void> {
  clock.advance(milliseconds);
  await nextTurn();
  await nextTurn();
  clock.advance(1_000);
}

/** The same for a guest who says now and then that it is still there. */
async function listen(guest: Guest, clock: FakeClock, milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 20_000) {
    await pass(clock, 19_000);
    guest.send(Uint8Array.of(messageType.queryAwareness));
    guest.socket.ping();
    await once(guest.socket, "pong");
  }
}

test("[TIME-1] milliseconds left, never an instant; a jump of the wall clock changes nothing", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock });
  using guest = await driving(relay, clock);
  for (const jump of [60 * minute, -120 * minute]) {
    clock.jump(jump);
    await pass(clock, 10_000);
  }
  const told = await guest.notice("clock", ({ remaining }) => remaining !== null && remaining < 7.7 * minute);
  assert.deepEqual([told.turn, told.phase], [1, "running"]);
  assert.ok((told.remaining ?? 0) > 7.5 * minute);
});

test("[TIME-2] the warning comes a minute before, once, and then the next turn", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock });
  using guest = await driving(relay, clock);
  await listen(guest, clock, 7 * minute);
  const warning = await guest.notice("warning");
  assert.equal(warning.turn, 1);
  await listen(guest, clock, minute);
  await guest.notice("clock", ({ turn }) => turn === 2);
  const warnings = guest.received.filter(
    (message) => message.type === "notice" && message.notice.type === "warning",
  );
  assert.equal(warnings.length, 1);
});

test("[ROT-5] a turn that ends with nobody connected waits; who comes back drives", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock });
  const guest = await driving(relay, clock);
  guest.socket.close();
  await guest.closed;
  while (relay.stats().connections > 0) await nextTurn();
  await pass(clock, 60 * minute);
  using again = connect(relay, { room: roomOf(relay.session, 1), token: guest.token });
  await again.notice("roster");
  await again.sync();
  await nextTurn();
  clock.advance(1_000);
  const told = await again.notice("clock", ({ phase }) => phase === "running");
  assert.equal(told.turn, 3);
});

test("[TIME-4] after a restart a turn goes on with the time that was recorded last", async () => {
  const store: Store = { ...memoryStore(), close: () => undefined };
  const clock = fakeClock();
  let token = "";
  {
    await using relay = await hostedRelay({ clock, store });
    using guest = await driving(relay, clock);
    ({ token } = guest);
    await pass(clock, 3 * minute);
  }
  const later = fakeClock();
  await using relay = await hostedRelay({ clock: later, store });
  using guest = connect(relay, { room: roomOf(relay.session, 2), token });
  const { turn, remaining } = await guest.notice("clock");
  assert.equal(turn, 1);
  assert.ok(remaining !== null && remaining > 4.9 * minute && remaining < 5.2 * minute, `${remaining}`);
});
