import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import { test } from "node:test";
import { type Client, createClient } from "#client/createClient.ts";
import { JoinRefusedError, joinSession } from "#client/joinSession.ts";
import { nodeTransport } from "#client/nodeTransport.ts";
import { memoryOutbox } from "#client/outbox.ts";
import type { Invitation, Joined } from "#protocol/session/invitation.ts";
import { until } from "#support/processes.ts";
import { startRelayProcess } from "#support/relayProcess.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

const crowd = 1_000;

/** Joins as a hall does: whoever comes too fast tries again. */
async function join(invitation: Invitation, name: string): Promise<Joined> {
  for (;;) {
    try {
      return await joinSession(invitation, name);
    } catch (error) {
      if (!(error instanceof JoinRefusedError) || error.reason !== "too-fast") throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function enter(invitation: Invitation, index: number): Promise<Client> {
  const identity = await join(invitation, `Guest ${index}`);
  return await createClient({
    relay: invitation.relay,
    identity,
    transport: nodeTransport,
    store: memoryOutbox(),
  });
}

const all = (clients: readonly Client[], state: string) =>
  clients.every(({ state: { status } }) => status.state === state);

test(`${crowd} clients come back after a kill, and what each asked for meanwhile is done once`, async (context) => {
  // The stock provider listens for the end of the process, once for every client.
  setMaxListeners(2 * crowd, process);
  using folder = temporaryFolder();
  let relay = await startRelayProcess(["--port", "0", "--data", folder.path]);
  const { port } = new URL(relay.url);
  const clients: Client[] = [];
  try {
    for (let batch = 0; batch < crowd; batch += 100) {
      const { participant } = relay.invitations;
      const joining = Array.from({ length: 100 }, (_, index) => enter(participant, batch + index));
      clients.push(...(await Promise.all(joining)));
    }
    await until("all are there", () => all(clients, "connected"), 60_000);
    const [writer] = clients;
    const posted = await writer?.ask({ type: "suggestion.post", text: "More trees", kind: "idea" });
    assert.deepEqual(posted, { ok: true, made: "s1" });

    await relay.end("SIGKILL");
    await until("all know", () => all(clients, "reconnecting"), 60_000);
    const votes = clients.map((client) => client.ask({ type: "suggestion.vote", suggestion: "s1" }));
    const started = performance.now();
    relay = await startRelayProcess(["--port", port, "--data", folder.path]);
    assert.ok((await Promise.all(votes)).every(({ ok }) => ok));
    await until("all are back", () => all(clients, "connected"), 60_000);
    context.diagnostic(`all back after ${Math.round(performance.now() - started)} ms`);
    await until(
      "all see all votes",
      () => clients.every(({ state }) => state.view?.votes["s1"] === crowd && state.votes.has("s1")),
      60_000,
    );
  } finally {
    for (const client of clients) client.close();
    assert.equal(await relay.end("SIGTERM"), 0);
  }
});
