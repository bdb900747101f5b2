/** What a session's decisions should have been, replayed in their order: written from SPEC.md, not from the relay. */
import assert from "node:assert/strict";
import type { CommandOf } from "#protocol/session/commands.ts";
import type { Joined } from "#protocol/session/invitation.ts";
import type { RefusalReason } from "#protocol/session/refusal.ts";
import type { SessionView } from "#protocol/session/state.ts";
import type { CommandResult } from "#protocol/session/wire.ts";
import type { Decision } from "./sessionPlayer.ts";

export interface SessionModel {
  /** Replays a decision; throws where it should have been another one. */
  check(decision: Decision): void;
  agrees(view: SessionView): void;
  agreesOnVotes(participant: string, votes: ReadonlySet<string>): void;
}

interface ModelSuggestion {
  readonly text: string;
  readonly author: string | undefined;
  readonly voters: Set<string>;
}

/** `seated`: who got a seat with joining. */
export function createModel(joined: readonly Joined[], seated: readonly Joined[] = joined): SessionModel {
  const facilitators = new Set(
    joined.filter(({ role }) => role === "facilitator").map(({ participant }) => participant),
  );
  const suggestions = new Map<string, ModelSuggestion>();
  const comments = new Map<string, string>();
  const seats = new Set(seated.map(({ participant }) => participant));
  const hands = new Set<string>();
  /** Turns that somebody ended. */
  const ended = new Set<number>();

  function made(result: CommandResult, id: string | undefined): void {
    assert.ok(result.ok, JSON.stringify(result));
    assert.equal(result.made, id);
  }

  /** How much there may be is another test's. */
  function isFull(result: CommandResult): boolean {
    return !result.ok && result.reason === "too-many";
  }

  function refused(result: CommandResult, reason: RefusalReason): void {
    assert.equal(result.ok ? "ok" : result.reason, reason);
  }

  function post(participant: string, command: CommandOf<"suggestion.post">, result: CommandResult): void {
    if (command.anonymous) {
      refused(result, "anonymous-not-allowed");
      return;
    }
    if (isFull(result)) return;
    const id = `s${suggestions.size + 1}`;
    made(result, id);
    suggestions.set(id, { text: command.text, author: participant, voters: new Set() });
  }

  function vote(participant: string, id: string, voted: boolean, result: CommandResult): void {
    const voters = suggestions.get(id)?.voters;
    if (voters === undefined) {
      refused(result, "not-found");
      return;
    }
    const unchanged = voters.has(participant) === voted ? { unchanged: true } : {};
    assert.deepEqual(result, { ok: true, ...unchanged });
    if (voted) voters.add(participant);
    else voters.delete(participant);
  }

  function comment({ suggestion, text }: CommandOf<"suggestion.comment">, result: CommandResult): void {
    if (!suggestions.has(suggestion)) {
      refused(result, "not-found");
      return;
    }
    if (isFull(result)) return;
    const id = `c${comments.size + 1}`;
    made(result, id);
    comments.set(id, text);
  }

  /** Who drives depends on who is there; that a turn ends once depends on nothing. */
  function next(turn: number, result: CommandResult): void {
    if (!result.ok) return;
    assert.ok(!ended.has(turn), `turn ${turn} ended twice`);
    ended.add(turn);
  }

  function start(participant: string, result: CommandResult): void {
    if (!facilitators.has(participant)) refused(result, "forbidden");
  }

  /** Who begins to drive has the hand down, and who drives cannot raise it: when that is depends on who is there. */
  function raise(participant: string, result: CommandResult): void {
    if (!result.ok) refused(result, "not-possible");
    else if (result.unchanged !== true) {
      hands.delete(participant);
      hands.add(participant);
    }
  }

  return {
    check({ participant, message: { command }, ack: { result } }) {
      switch (command.type) {
        case "suggestion.post":
          post(participant, command, result);
          break;
        case "suggestion.vote":
        case "suggestion.unvote":
          vote(participant, command.suggestion, command.type === "suggestion.vote", result);
          break;
        case "suggestion.comment":
          comment(command, result);
          break;
        case "rotation.propose":
          assert.deepEqual(result, { ok: true, ...(seats.has(participant) ? { unchanged: true } : {}) });
          seats.add(participant);
          break;
        case "rotation.raiseHand":
          raise(participant, result);
          break;
        case "rotation.lowerHand":
          assert.ok(result.ok);
          if (result.unchanged !== true) hands.delete(participant);
          break;
        case "rotation.settings":
          made(result, undefined);
          break;
        case "rotation.start":
          start(participant, result);
          break;
        case "rotation.next":
          next(command.turn, result);
          break;
        default:
          throw new Error(`the model knows no ${command.type}`);
      }
    },
    agrees(view) {
      const board = Object.entries(view.suggestions).map(([id, { text, author }]) => [id, text, author]);
      const known = [...suggestions].map(([id, { text, author }]) => [id, text, author]);
      assert.deepEqual(board.sort(), known.sort());
      for (const [id, { voters }] of suggestions) assert.equal(view.votes[id] ?? 0, voters.size, id);
      assert.deepEqual(Object.keys(view.comments).sort(), [...comments.keys()].sort());
      const seated = view.rotation.seats.flatMap((seat) =>
        seat.type === "person" ? [seat.participant] : [],
      );
      assert.deepEqual(seated.sort(), [...seats].sort());
      const raised = view.rotation.hands;
      assert.deepEqual(
        raised,
        [...hands].filter((participant) => raised.includes(participant)),
      );
      if (view.rotation.turn === 0) assert.equal(raised.length, hands.size);
      assert.ok(view.rotation.turn >= ended.size);
    },
    agreesOnVotes(participant, votes) {
      const own = [...suggestions].filter(([, { voters }]) => voters.has(participant)).map(([id]) => id);
      assert.deepEqual([...votes].sort(), own.sort());
    },
  };
}
