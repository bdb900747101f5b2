/** The export as a facilitator's editor fetches it. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { exportSession } from "#client/exportSession.ts";
import { RelayRefusedError, RelayUnreachableError } from "#client/relayRequest.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { enter } from "#support/relayGuest.ts";

test("[JOIN-7] [TOKEN-2] a facilitator gets the whole session, also after its end", async () => {
  await using relay = await hostedRelay();
  using facilitator = await enter(relay, "facilitator");
  await facilitator.ask({ type: "suggestion.post", text: "More trees", kind: "idea" });
  const before = await exportSession(relay.url, facilitator.token);
  assert.deepEqual([before.suggestions["s1"]?.text, before.shown], ["More trees", null]);
  await facilitator.ask({ type: "session.end" });
  const after = await exportSession(relay.url, facilitator.token);
  assert.deepEqual(after, { ...before, session: { ...before.session, state: "ended" } });
});

test("[JOIN-7] nobody else gets it", async () => {
  await using relay = await hostedRelay();
  using guest = await enter(relay);
  for (const token of [guest.token, `baton_p_${"x".repeat(43)}`])
    await assert.rejects(
      exportSession(relay.url, token),
      (error) => error instanceof RelayRefusedError && error.reason === "forbidden",
    );
});

test("what is no relay is told as unreachable, and the token is in no message", async () => {
  const server = createServer((_request, response) => response.end("{}"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  assert.ok(bound !== null && typeof bound === "object");
  const url = `http://127.0.0.1:${bound.port}`;
  const token = `baton_p_${"x".repeat(43)}`;
  const unreachable = (error: unknown) =>
    error instanceof RelayUnreachableError && !error.message.includes(token);
  await assert.rejects(exportSession(url, token), unreachable);
  await new Promise((resolve) => server.close(resolve));
  await assert.rejects(exportSession(url, token), unreachable);
});
