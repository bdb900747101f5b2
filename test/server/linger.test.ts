/** A relay that ends by itself when nobody needs it, on a clock that the test turns. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryStore } from "#server/index.ts";
import { fakeClock } from "#support/fakeClock.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { enter } from "#support/relayGuest.ts";

const lingerMilliseconds = 60_000;

test("a relay to which nobody comes ends after its time", async () => {
  const clock = fakeClock();
  const relay = await hostedRelay({ clock, lingerMilliseconds });
  clock.advance(lingerMilliseconds);
  assert.equal(await relay.closed, "deserted");
});

test("while somebody is there it stays, and its time begins anew when the last has gone", async () => {
  const clock = fakeClock();
  let closed = 0;
  const close = (): void => {
    closed += 1;
  };
  const store = { ...memoryStore(), close };
  const relay = await hostedRelay({ clock, store, lingerMilliseconds });
  const guest = await enter(relay);
  for (let minute = 0; minute < 10; minute += 1) {
    guest.send(Uint8Array.of(1, 1, 0));
    await guest.ask({ type: "participant.rename", name: `Ana ${minute}` });
    clock.advance(20_000);
  }
  guest.socket.close();
  await guest.closed;
  while (relay.stats().connections > 0) await new Promise((resolve) => setImmediate(resolve));
  clock.advance(lingerMilliseconds);
  assert.equal(closed, 0);
  clock.advance(lingerMilliseconds);
  assert.equal(await relay.closed, "deserted");
  assert.equal(closed, 1);
});

test("without a time it stays", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock });
  clock.advance(1e9);
  await enter(relay).then(({ socket }) => socket.terminate());
});
