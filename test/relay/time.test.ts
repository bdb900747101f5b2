/** Time as participants see it, on a clock that the test turns. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { closeCode, type Notice } from "#protocol/session/wire.ts";
import type { Relay } from "#server/index.ts";
import { type FakeClock, fakeClock } from "#support/fakeClock.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { until } from "#support/processes.ts";
import { connect, enter, type Guest } from "#support/relayGuest.ts";

const minute = 60_000;
const turnMilliseconds = 10 * minute;

/** Lets through what waits for the next publication. */
async function published(clock: FakeClock, guest: Guest, seq: number | null): Promise<void> {
  clock.advance(1_000);
  await guest.shown(seq ?? 0);
}

/** Two seats, the first of them driving. */
async function rotating(relay: Relay, clock: FakeClock, autoRotate: boolean) {
  const [ana, bo] = [await enter(relay, "facilitator"), await enter(relay)];
  await ana.sync();
  await bo.sync();
  for (const guest of [ana, bo]) await guest.ask({ type: "rotation.propose" });
  await ana.ask({ type: "rotation.settings", turnMilliseconds, autoRotate });
  await published(clock, ana, (await ana.ask({ type: "rotation.start", turn: 0 })).seq);
  return { ana, bo };
}

/** Everybody's connection shows that it lives, and what was decided meanwhile is stored. */
async function signsOfLife(guests: readonly Guest[]): Promise<void> {
  for (const { socket } of guests) {
    socket.send(Uint8Array.of(1, 1, 0));
    socket.ping();
    await once(socket, "pong");
  }
}

async function pass(clock: FakeClock, milliseconds: number, guests: readonly Guest[]): Promise<void> {
  const step = 10_000;
  for (let left = milliseconds; left > 0; left -= step) {
    await signsOfLife(guests);
    clock.advance(Math.min(step, left));
  }
}

/** Waits for what comes with the next publications. */
async function untilShown(what: string, clock: FakeClock, isTrue: () => boolean): Promise<void> {
  await until(what, () => {
    clock.advance(50);
    return isTrue();
  });
}

const rotation = ({ document }: Guest) => document.getMap("rotation").toJSON();

function warned({ received }: Guest): boolean {
  return received.some((message) => message.type === "notice" && message.notice.type === "warning");
}

/** What the relay says of the clock to somebody who comes now. */
async function told(relay: Relay, { token }: { token: string }): Promise<Extract<Notice, { type: "clock" }>> {
  using guest = connect(relay, { token, room: `${relay.session}-${relay.stats().epoch}` });
  return await guest.notice("clock");
}

for (const [jump, way] of [
  [3_600_000, "forward"],
  [-3_600_000, "back"],
] as const) {
  test(`[TIME-1] the wall clock jumps an hour ${way}: the turn keeps its time, nobody is sent away`, async () => {
    const clock = fakeClock();
    await using relay = await hostedRelay({ clock });
    const { ana, bo } = await rotating(relay, clock, true);
    const before = await told(relay, ana);
    clock.jump(jump);
    await pass(clock, minute, [ana, bo]);
    const after = await told(relay, ana);
    assert.deepEqual([after.turn, after.phase], [1, "running"]);
    assert.equal((before.remaining ?? 0) - (after.remaining ?? 0), minute);
    assert.equal((await bo.ask({ type: "suggestion.post", text: "Later", kind: "idea" })).result.ok, true);
    for (const guest of [ana, bo]) guest.socket.terminate();
  });
}

test("[ROT-5] a turn that runs out with nobody connected waits, and goes to who comes first", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock });
  const { ana, bo } = await rotating(relay, clock, true);
  for (const guest of [ana, bo]) guest.socket.terminate();
  await until("nobody is connected", () => relay.stats().connections === 0);
  clock.advance(turnMilliseconds + minute);
  using back = connect(relay, bo);
  await back.notice("welcome");
  await back.sync();
  await untilShown("bo drives", clock, () => rotation(back)["driver"] === bo.participant);
  assert.deepEqual([rotation(back)["turn"], rotation(back)["phase"]], [2, "running"]);
});

test("[ROT-2] next at the very instant at which the time rotates by itself: one rotation", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock });
  const { ana, bo } = await rotating(relay, clock, true);
  const { remaining } = await told(relay, ana);
  await pass(clock, remaining ?? 0, [ana, bo]);
  const { result, seq } = await ana.ask({ type: "rotation.next", turn: 1 });
  assert.deepEqual(result.ok ? null : result.reason, "stale");
  assert.ok(seq !== null);
  await untilShown("the next turn", clock, () => rotation(ana)["turn"] === 2);
  assert.equal(rotation(ana)["driver"], bo.participant);
  for (const guest of [ana, bo]) guest.socket.terminate();
});

test("[TIME-2] [TIME-3] the warning comes a minute before the end, and not while it is paused", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock });
  const { ana, bo } = await rotating(relay, clock, false);
  await ana.ask({ type: "rotation.pause", turn: 1 });
  await pass(clock, 2 * turnMilliseconds, [ana, bo]);
  assert.equal((await told(relay, ana)).phase, "paused");
  await ana.ask({ type: "rotation.resume", turn: 1 });
  const { remaining } = await told(relay, ana);
  assert.ok(
    !bo.received.some((received) => received.type === "notice" && received.notice.type === "warning"),
  );
  await pass(clock, (remaining ?? 0) - minute + 1_000, [ana, bo]);
  await untilShown("the warning", clock, () => warned(bo));
  await pass(clock, minute, [ana, bo]);
  await untilShown("the end", clock, () => rotation(bo)["phase"] === "over");
  for (const guest of [ana, bo]) guest.socket.terminate();
});

test("a session that ends in the middle of a turn sends everybody away, and its clock stands", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock });
  const { ana, bo } = await rotating(relay, clock, true);
  assert.equal((await ana.ask({ type: "session.end" })).result.ok, true);
  clock.advance(turnMilliseconds);
  assert.equal((await bo.closed).code, closeCode.ended);
  assert.equal((await ana.closed).code, closeCode.ended);
});
