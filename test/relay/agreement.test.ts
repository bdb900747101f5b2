/**
 * The specification as a property: whatever several clients ask for, cut off, send again and send out of order, the
 * relay, every replica and a model that replays the decisions in their order agree. The model shares no code with
 * the relay.
 */
import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import { test } from "node:test";
import fc from "fast-check";
import type { Command } from "#protocol/session/commands.ts";
import { type SessionView, sessionViewSchema } from "#protocol/session/state.ts";
import type { Relay } from "#server/index.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { until } from "#support/processes.ts";
import { commandId, connect, type Guest } from "#support/relayGuest.ts";
import { createModel } from "#support/sessionModel.ts";
import { type Decision, inOrder, type Player, startPlayer, untilSettled } from "#support/sessionPlayer.ts";

/** What a player does. Numbers choose among what there is. */
type Step =
  | { readonly type: "ask"; readonly who: number; readonly what: number; readonly which: number }
  | { readonly type: "resend"; readonly who: number; readonly which: number }
  | { readonly type: "disorder"; readonly who: number; readonly what: number; readonly which: number }
  | { readonly type: "cut" | "disconnect" | "connect"; readonly who: number }
  | { readonly type: "breathe" };

const who = fc.nat(7);
const which = fc.nat(30);
const what = fc.nat(11);
const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ type: fc.constant("ask" as const), who, what, which }) },
    { weight: 3, arbitrary: fc.record({ type: fc.constant("resend" as const), who, which }) },
    { weight: 3, arbitrary: fc.record({ type: fc.constant("disorder" as const), who, what, which }) },
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constantFrom("cut", "disconnect", "connect"), who }),
    },
    { weight: 4, arbitrary: fc.constant({ type: "breathe" as const }) },
  ),
  { minLength: 20, maxLength: 80 },
);

function commandFor({ what, which }: { what: number; which: number }, { client }: Player): Command {
  const suggestion = `s${(which % 6) + 1}`;
  const turn = client.state.view?.rotation.turn ?? 0;
  const commands: readonly Command[] = [
    { type: "suggestion.post", text: `Idea ${which}`, kind: "idea" },
    { type: "suggestion.post", text: `Quietly ${which}`, kind: "question", anonymous: true },
    { type: "suggestion.vote", suggestion },
    { type: "suggestion.vote", suggestion },
    { type: "suggestion.unvote", suggestion },
    { type: "suggestion.comment", suggestion, text: "Indeed" },
    { type: "rotation.propose" },
    { type: "rotation.raiseHand" },
    { type: "rotation.lowerHand" },
    { type: "rotation.start", turn },
    { type: "rotation.next", turn },
    { type: "rotation.next", turn: Math.max(0, turn - (which % 2)) },
  ];
  return commands[what % commands.length] ?? { type: "rotation.propose" };
}

/** Two more commands of the same participant, by hand, the second one first. */
interface ByHand {
  readonly player: Player;
  readonly id: string;
  readonly command: Command;
}

async function play(relay: Relay, players: readonly Player[], path: readonly Step[]): Promise<ByHand[]> {
  const byHand: ByHand[] = [];
  const hands = new Map<Player, Guest>();
  const handOf = (player: Player): Guest => {
    const { room: _, ...joined } = player.joined;
    const room = `${relay.session}-${relay.stats().epoch}`;
    const known = hands.get(player);
    const hand =
      known?.socket.readyState === known?.socket.OPEN && known ? known : connect(relay, { ...joined, room });
    hands.set(player, hand);
    return hand;
  };
  const ask = async (player: Player, id: string, command: Command): Promise<void> => {
    const hand = handOf(player);
    await hand.notice("welcome").catch(() => undefined);
    hand.ask(command, id).catch(() => undefined);
  };
  for (const step of path) {
    if (step.type === "breathe") {
      await new Promise((resolve) => setTimeout(resolve, 2));
      continue;
    }
    const player = players[step.who % players.length];
    assert.ok(player);
    switch (step.type) {
      case "ask":
        player.ask(commandFor(step, player));
        break;
      case "resend": {
        const earlier = [...player.asked][step.which % Math.max(1, player.asked.size)];
        if (earlier !== undefined) await ask(player, ...earlier);
        break;
      }
      case "disorder": {
        const first = { player, id: commandId(), command: commandFor(step, player) };
        const second = {
          player,
          id: commandId(),
          command: commandFor({ ...step, what: step.what + 1 }, player),
        };
        byHand.push(first, second);
        await ask(player, second.id, second.command);
        await ask(player, first.id, first.command);
        break;
      }
      case "cut":
        player.cut();
        break;
      case "disconnect":
        player.client.disconnect();
        break;
      case "connect":
        player.client.connect();
    }
  }
  for (const hand of hands.values()) hand[Symbol.dispose]();
  return byHand;
}

/** Every command once more: the relay answers what it answered the first time. [CMD-3] */
async function decisionsOf(
  relay: Relay,
  players: readonly Player[],
  byHand: readonly ByHand[],
): Promise<Decision[]> {
  const decisions: Decision[] = [];
  for (const player of players) {
    const room = `${relay.session}-${relay.stats().epoch}`;
    using hand = connect(relay, { token: player.joined.token, room });
    await hand.notice("welcome");
    const own = byHand
      .filter((entry) => entry.player === player)
      .map(({ id, command }) => [id, command] as const);
    for (const [id, command] of [...player.asked, ...own]) {
      const ack = await hand.ask(command, id);
      assert.deepEqual(await hand.ask(command, id), ack);
      decisions.push({ participant: player.joined.participant, message: { id, command }, ack });
    }
  }
  return inOrder(decisions);
}

async function exported(relay: Relay, token: string): Promise<SessionView> {
  const response = await fetch(`${relay.url}/export`, { headers: { authorization: `Bearer ${token}` } });
  return sessionViewSchema.parse(await response.json());
}

/** Who got a seat with joining comes first. */
async function agree(relay: Relay, players: readonly Player[], byHand: readonly ByHand[]): Promise<void> {
  await untilSettled(players);
  const decisions = await decisionsOf(relay, players, byHand);

  // What the client was told is what the relay remembers.
  for (const { client, asked, results, joined } of players) {
    assert.equal(results.length, asked.size);
    const told = await Promise.all(results);
    const remembered = [...asked.keys()].map(
      (id) =>
        decisions.find(({ message, participant }) => message.id === id && participant === joined.participant)
          ?.ack,
    );
    assert.deepEqual(
      remembered.map((ack) => ack?.result),
      told,
    );
    assert.equal(client.state.pending.length, 0);
  }
  const model = createModel(
    players.map(({ joined }) => joined),
    players.slice(0, seatedAtOnce).map(({ joined }) => joined),
  );
  for (const decision of decisions) model.check(decision);

  const [first] = players;
  assert.ok(first);
  const shared = await exported(relay, first.joined.token);
  model.agrees(shared);
  for (const { client } of players) {
    await until(
      "the replica is up to date",
      () => {
        try {
          assert.deepEqual(client.state.view, shared);
          return true;
        } catch {
          return false;
        }
      },
      5_000,
    ).catch(() => assert.deepEqual(client.state.view, shared));
  }
  // Also what was voted by hand, on another connection.
  for (const { client, joined } of players) model.agreesOnVotes(joined.participant, client.state.votes);
}

/** So many players get a seat with joining; the others propose to drive. */
const seatedAtOnce = 2;

async function gather(relay: Relay, count: number, players: Player[]): Promise<void> {
  const { facilitator, participant } = relay.invitations;
  for (let index = 0; index < count; index += 1) {
    if (index === seatedAtOnce) await seatNobodyElse(players);
    const code = index < seatedAtOnce ? facilitator : participant;
    players.push(await startPlayer({ url: relay.url, code, name: `Player ${index}` }));
  }
}

async function seatNobodyElse([first]: readonly Player[]): Promise<void> {
  first?.ask({ type: "rotation.settings", everybody: false });
  await first?.results[0];
}

/** Rates are another test's; documents that turn over often are this one's. */
const limits = {
  commandsPerSecond: 1e6,
  commandsAtOnce: 1e6,
  messagesPerSecond: 1e6,
  messagesAtOnce: 1e6,
  commandsPerSecondInAll: 1e6,
  connectionsEach: 100,
  epochBytes: 1_500,
};

test("relay, model and every replica agree, whatever is cut off, sent again and sent out of order", async () => {
  // The stock provider listens for the end of the process, once for every client.
  setMaxListeners(100, process);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 3, max: 8 }), steps, async (count, path) => {
      await using relay = await hostedRelay({ limits });
      const players: Player[] = [];
      try {
        await gather(relay, count, players);
        await until("all there", () => players.every(({ client }) => client.state.view !== null));
        const byHand = await play(relay, players, path);
        await agree(relay, players, byHand);
      } finally {
        for (const player of players) player.close();
      }
    }),
    { numRuns: Number(process.env["BATON_RUNS"] ?? 30), endOnFailure: true },
  );
});
