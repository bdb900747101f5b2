import assert from "node:assert/strict";
import { Writable } from "node:stream";
import { test } from "node:test";
import { createRunView } from "#cli/runView.ts";
import { formatDuration, roomOn, terminalOn } from "#cli/terminal.ts";
import { problem } from "#protocol/problem.ts";
import type { RunEvent } from "#protocol/run.ts";

function terminalWith(isTTY: boolean, env: NodeJS.ProcessEnv) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  return { written, terminal: terminalOn(Object.assign(stream, { isTTY }), env) };
}

test("colours are for a terminal that wants them, a program's own colours too", () => {
  const coloured = terminalWith(true, {}).terminal;
  assert.equal(coloured.style("red", "no"), "\u001b[31mno\u001b[39m");
  assert.equal(coloured.foreign("\u001b[1mx"), "\u001b[1mx");
  for (const { terminal } of [terminalWith(false, {}), terminalWith(true, { NO_COLOR: "1" })]) {
    assert.equal(terminal.style("red", "no"), "no");
    assert.equal(terminal.foreign("\u001b[1mx\u001b[0m"), "x");
  }
});

test("durations are written for people", () => {
  assert.deepEqual([0.4, 35, 999, 1440, 59_940, 59_960, 125_000].map(formatDuration), [
    "0 ms",
    "35 ms",
    "999 ms",
    "1.4 s",
    "59.9 s",
    "1 min 0 s",
    "2 min 5 s",
  ]);
});

test("a run is followed stage by stage, with what stages print and how they end", () => {
  const { terminal, written } = terminalWith(false, {});
  const view = createRunView(terminal);
  const failure = problem("command-failed", "stage 'train' failed: Error: no", { path: "train.ts", line: 3 });
  const output = (stage: string, line: string): RunEvent => ({
    type: "output",
    stage,
    stream: "stdout",
    line,
  });
  const trigger = { who: "me", why: "terminal", note: null } as const;
  const events: RunEvent[] = [
    {
      type: "runStarted",
      run: "1",
      number: 1,
      startedAt: "",
      trigger,
      stages: ["prepare", "train", "other"],
    },
    { type: "stageFinished", stage: "prepare", verdict: "cached", ms: 3, problem: null },
    { type: "stageStarted", stage: "train", command: "baton exec train.ts" },
    output("train", "alone"),
    { type: "stageStarted", stage: "other", command: "true" },
    output("train", "\u001b[32mtogether"),
    { type: "stageFinished", stage: "other", verdict: "ran", ms: 1500, problem: null },
    { type: "stageFinished", stage: "train", verdict: "failed", ms: 20, problem: failure },
  ];
  for (const event of events) view(event);
  assert.equal(
    written.join(""),
    [
      "prepare  cached",
      "train    baton exec train.ts",
      "  alone",
      "other    true",
      "train | together",
      "other    ran  1.5 s",
      "train    failed  20 ms",
      "train.ts:3: stage 'train' failed: Error: no",
      "",
    ].join("\n"),
  );
});

for (const [title, end] of [
  ["its reader took what was written", (_stream: Writable, taken: () => void) => taken()],
  ["its reader went away", (stream: Writable) => stream.destroy()],
] as const) {
  test(`a full stream is waited for until ${title}`, async () => {
    let taken: () => void = () => undefined;
    const stream = new Writable({
      highWaterMark: 4,
      write(_chunk, _encoding, done) {
        taken = done;
      },
    });
    await roomOn(stream);
    stream.write("more than it holds");
    const waited = roomOn(stream).then(() => "room");
    const early = await Promise.race([waited, new Promise((resolve) => setImmediate(resolve, "full"))]);
    assert.equal(early, "full");
    end(stream, () => taken());
    assert.equal(await waited, "room");
  });
}
