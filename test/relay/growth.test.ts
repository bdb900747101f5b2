/** A large session stays small on the wire, and its documents give way to fresh ones without anybody noticing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Client, createClient } from "#client/createClient.ts";
import { nodeTransport } from "#client/nodeTransport.ts";
import { memoryOutbox } from "#client/outbox.ts";
import { fitRunView } from "#protocol/session/fitRunView.ts";
import { commandFrame } from "#protocol/session/frame.ts";
import { limits as allLimits } from "#protocol/session/limits.ts";
import { messageType } from "#protocol/session/wire.ts";
import type { Relay } from "#server/index.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { doneRun, predictions } from "#support/metricsStates.ts";
import { until } from "#support/processes.ts";
import { commandId, connect, enter, type Guest, join } from "#support/relayGuest.ts";

const limits = {
  openSuggestionsEach: 5_000,
  commandsPerSecond: 1e9,
  commandsAtOnce: 1e9,
  commandsPerSecondInAll: 1e9,
  messagesPerSecond: 1e9,
  messagesAtOnce: 1e9,
};

const voters = 100;
const votersAtOnce = 10;

async function takePart(relay: Relay, onChange: () => void = () => undefined): Promise<Client & Disposable> {
  const identity = await join(relay);
  const store = memoryOutbox();
  const client = await createClient({
    relay: relay.url,
    identity,
    transport: nodeTransport,
    store,
    onChange,
  });
  return {
    ...client,
    get state() {
      return client.state;
    },
    [Symbol.dispose]: () => client.close(),
  };
}

async function post(client: Client, count: number): Promise<void> {
  for (let index = 1; index <= count; index += 1) {
    const text = `Idea ${index}: more trees, deeper ones, and fewer of the features that say little`;
    assert.ok((await client.ask({ type: "suggestion.post", text, kind: "idea" })).ok);
  }
}

async function voteForAll(
  client: Client,
  count: number,
  type: "suggestion.vote" | "suggestion.unvote",
): Promise<void> {
  for (let index = 1; index <= count; index += 1)
    assert.ok((await client.ask({ type, suggestion: `s${index}` })).ok);
}

function isAcceptance(data: unknown): boolean {
  return data instanceof Buffer && data[0] === messageType.ack && data.includes('"ok":true');
}

/** Resolves with false when the document gave way to a fresh one before everything was answered. */
function answered({ socket, closed }: Guest, count: number): Promise<boolean> {
  return new Promise((resolve) => {
    let accepted = 0;
    void closed.then(() => resolve(false));
    // Only counted: a hundred thousand answers are to be had in seconds.
    socket.removeAllListeners("message").on("message", (data) => {
      if (isAcceptance(data)) accepted += 1;
      if (accepted === count) resolve(true);
    });
  });
}

/** All at once; and all again, under the same ids, where the epoch came between. */
async function voteAtOnce(relay: Relay, count: number): Promise<void> {
  const joined = await join(relay);
  const frames = Array.from({ length: count }, (_, index) =>
    commandFrame({ id: commandId(), command: { type: "suggestion.vote", suggestion: `s${index + 1}` } }),
  );
  for (let isDone = false; !isDone; ) {
    using voter = connect(relay, { ...joined, room: `${relay.session}-${relay.stats().epoch}` });
    if (
      !(await voter.notice("welcome").then(
        () => true,
        () => false,
      ))
    )
      continue;
    for (const frame of frames) voter.send(frame);
    isDone = await answered(voter, count);
  }
}

/** Looks at every view that it is shown: nothing is there twice, and nothing that was there is gone. */
function inspector() {
  let most = 0;
  const wrong = new Set<string>();
  return {
    wrong,
    look({ state: { view } }: Client): void {
      if (view === null) return;
      const board = Object.values(view.suggestions);
      if (new Set(board.map(({ text }) => text)).size < board.length) wrong.add("something is there twice");
      if (board.length < most) wrong.add("something is gone");
      most = board.length;
    },
  };
}

test("with 1,000 suggestions and 100,000 votes a joiner is sent at most 300 kB", async (context) => {
  await using relay = await hostedRelay({ limits });
  using writer = await takePart(relay);
  await post(writer, 1_000);
  for (let done = 0; done < voters; done += votersAtOnce)
    await Promise.all(Array.from({ length: votersAtOnce }, () => voteAtOnce(relay, 1_000)));
  await until("every vote is counted", () => {
    const counts = Object.values(writer.state.view?.votes ?? {});
    return counts.length === 1_000 && counts.every((count) => count === voters);
  });

  using joiner = await enter(relay);
  let bytes = 0;
  joiner.socket.on("message", (data) => {
    if (data instanceof Buffer) bytes += data.byteLength;
  });
  const started = performance.now();
  await joiner.sync();
  context.diagnostic(`${bytes} bytes in ${Math.round(performance.now() - started)} ms`);
  assert.equal(joiner.document.getMap("suggestions").size, 1_000);
  assert.ok(bytes <= 300_000, `${bytes} bytes`);
});

test("[EPOCH-1] [EPOCH-2] documents give way to fresh ones, and nobody sees anything twice or misses anything", async (context) => {
  // Published one by one, so that the document grows as it would in a long day.
  const eager = {
    publishMilliseconds: 0,
    countMilliseconds: 0,
    publishMillisecondsEach: 0,
    epochBytes: 4_096,
  };
  await using relay = await hostedRelay({ limits: { ...limits, ...eager } });
  const { look, wrong } = inspector();
  using watcher: Client & Disposable = await takePart(relay, () => look(watcher));
  using writer = await takePart(relay);
  await post(writer, 100);
  for (let round = 0; round < 30; round += 1) {
    await voteForAll(writer, 100, "suggestion.vote");
    await voteForAll(writer, 100, "suggestion.unvote");
  }
  await voteForAll(writer, 100, "suggestion.vote");
  await until("the watcher sees all of it", () => {
    const counts = Object.values(watcher.state.view?.votes ?? {});
    return counts.length === 100 && counts.every((count) => count === 1);
  });
  assert.deepEqual([...wrong], []);
  const { epoch } = relay.stats();
  context.diagnostic(`${epoch} epochs`);
  assert.ok(epoch > 2, `only ${epoch} epochs`);
});

test("[RUN-2] [EPOCH-1] a run that is shown a thousand times leaves the document as large as once, in its first epoch", async (context) => {
  await using relay = await hostedRelay({ limits: { ...limits, publishMilliseconds: 0 } });
  using driver = await enter(relay, "facilitator");
  await driver.sync();
  const view = fitRunView({ ...doneRun().run, plots: [predictions(10_000)] });
  for (let number = 1; number <= 1_000; number += 1)
    assert.ok((await driver.ask({ type: "run.show", view: { ...view, number } })).result.ok);
  const { epoch, documentBytes } = relay.stats();
  context.diagnostic(`${documentBytes} bytes`);
  assert.equal(epoch, 1);
  assert.ok(documentBytes < 2 * allLimits.shownBytes, `${documentBytes} bytes`);
});
