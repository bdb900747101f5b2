/** The recap: what it tells, whom it names, and that what people wrote stays text in it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import MarkdownIt from "markdown-it";
import { recapOf } from "#client/recap/recap.ts";
import type { PublishedRun, SessionView, SharedRun } from "#protocol/session/state.ts";
import { injections } from "#support/injections.ts";

const minute = 60_000;

function run(number: number, mae: number, more: Partial<SharedRun> = {}): SharedRun {
  const published: PublishedRun = {
    number,
    outcome: "done",
    ms: 74,
    source: "synthetic sample",
    metrics: [
      { name: "rows", value: 130, baseline: null },
      { name: "mae", value: mae, baseline: 2.22 },
    ],
    parameters: [],
    commit: null,
    suggestion: null,
  };
  return { ...published, by: "p2", at: number * minute, turn: 1, ...more };
}

function session(said: (text: string) => string = (text) => text): SessionView {
  const at = 5 * minute;
  return {
    session: {
      protocol: 1,
      id: "x".repeat(22),
      epoch: 1,
      title: said("Grades workshop"),
      state: "ended",
      locked: false,
      anonymous: true,
    },
    people: {
      p1: { name: said("Ana"), role: "facilitator", named: true },
      p2: { name: said("Ben"), role: "participant" },
      p10: { name: said("Chi"), role: "participant" },
    },
    suggestions: {
      s1: {
        text: said("Parents' education as a sum"),
        kind: "idea",
        author: "p10",
        at,
        status: "done",
        anchor: { path: said("pipeline/preprocess.ts"), lines: [14, 16], commit: null, text: "" },
      },
      s2: {
        text: said("Deeper trees"),
        kind: "parameters",
        at,
        status: "declined",
        reason: said("Too slow"),
      },
      s3: { text: said("More trees"), kind: "question", author: "p1", at, status: "open" },
    },
    votes: { s1: 12, s2: 1 },
    comments: { c1: { suggestion: "s1", author: "p2", text: said("Yes!"), at } },
    rotation: {
      turn: 3,
      phase: "idle",
      driver: null,
      seats: [{ type: "person", participant: "p10", turns: 2, out: false }],
      turnMilliseconds: 480_000,
      autoRotate: false,
      fair: false,
      everybody: true,
      hands: [],
      history: [
        { turn: 1, driver: "p2", at: 0 },
        { turn: 2, driver: "p1", at: minute },
      ],
    },
    runs: {
      r1: run(13, 1.82),
      r2: run(14, 1.77, { suggestion: "s1", source: said("synthetic sample") }),
      r3: run(15, 1.9, { outcome: "failed", suggestion: "s1", metrics: [] }),
    },
    shown: null,
    handover: null,
  };
}

const formatInstant = (instant: number) => `minute ${instant / minute}`;

test("a recap tells turns, suggestions with outcome, votes and runs, and names only who agreed", () => {
  assert.equal(
    recapOf(session(), { formatInstant }),
    `# Grades workshop

A session with Baton, minute 0 to minute 15: 2 turns, 3 suggestions, 3 runs.

## Turns

| Driver | Turns |
| --- | --- |
| participant 2 | 2 |
| participant 1 | 1 |
| Ana | 1 |

## Suggestions

### Done

- Parents\\' education as a sum

  participant 2 · 12 votes · 1 comment · pipeline\\/preprocess\\.ts\\:14

  Run 14 by participant 1: MAE 1.77 (▼ 0.05 better than 1.82 in run 13), rows 130 (as in run 13)\\
  Run 15 by participant 1: failed

### Open

- More trees

  Ana · question · 0 votes · 0 comments

### Declined

- Deeper trees

  without a name · parameters · 1 vote · 0 comments

  Why not: Too slow

## Runs

| Run | When | By | Outcome | MAE | rows | Data |
| --- | --- | --- | --- | --- | --- | --- |
| 13 | minute 13 | participant 1 | done | 1.82 | 130 | synthetic sample |
| 14 | minute 14 | participant 1 | done | 1.77 | 130 | synthetic sample |
| 15 | minute 15 | participant 1 | failed |  |  | synthetic sample |

## Participants

Ana. 2 participants are not named here.
`,
  );
});

test("[PEOPLE-4] the name of who did not agree is nowhere", () => {
  const recap = recapOf(session());
  for (const name of ["Ben", "Chi"]) assert.ok(!recap.includes(name), name);
});

test("a session in which nothing happened has a recap", () => {
  const { rotation, ...rest } = session();
  const nothing = { people: {}, suggestions: {}, votes: {}, comments: {}, runs: {} };
  const recap = recapOf({ ...rest, ...nothing, rotation: { ...rotation, history: [], seats: [] } });
  for (const words of ["Nobody drove.", "Nobody suggested anything.", "No runs were published."])
    assert.ok(recap.includes(words), words);
});

const renderer = new MarkdownIt({ html: true, linkify: true });

/** The structure without the words. */
function structure(recap: string): string[] {
  return renderer
    .parse(recap, {})
    .flatMap(({ type, children }) => [type, ...(children ?? []).map((child) => child.type)]);
}

for (const injection of injections) {
  test(`a recap in which everybody wrote ${JSON.stringify(injection)} has the structure of any other`, () => {
    const hostile = recapOf(session(() => injection));
    assert.deepEqual(structure(hostile), structure(recapOf(session())));
  });
}
