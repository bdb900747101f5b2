/** A run's view is cut until it may be shown to everybody, whatever it holds. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type RunView, runViewSchema } from "#protocol/metricsPanel.ts";
import { problemCodes } from "#protocol/problem.ts";
import { fitRunView } from "#protocol/session/fitRunView.ts";
import { commandFrame } from "#protocol/session/frame.ts";
import { limits } from "#protocol/session/limits.ts";
import { shownViewSchema } from "#protocol/session/shownRun.ts";
import { doneRun, importance, predictions } from "#support/metricsStates.ts";

const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 20 }) },
  fc.string({ unit: "binary", maxLength: 3_000 }),
  fc.constantFrom("\ud800", "€".repeat(5_000), "🎉".repeat(2_000), '"\\'.repeat(3_000)),
);
const maybe = fc.option(anyText);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const count = fc.nat({ max: 1_000_000 });

const plot = fc.record({ length: fc.nat({ max: 300 }), columns: fc.nat({ max: 150 }) }).chain((size) =>
  fc.record({
    path: anyText,
    title: maybe,
    x: maybe,
    y: maybe,
    columns: fc.array(
      fc
        .record({ name: anyText, cell: fc.oneof(number, anyText, fc.constant(null)) })
        .map(({ name, cell }) => ({
          name,
          values: Array.from({ length: size.length }, () => cell),
        })),
      { maxLength: Math.min(size.columns, 6) },
    ),
    rows: count,
  }),
);

const view: fc.Arbitrary<RunView> = fc
  .record({
    id: anyText,
    number: fc.integer({ min: 1, max: 1e6 }),
    trigger: fc.record({ who: anyText, why: fc.constantFrom("command", "save", "terminal"), note: maybe }),
    phase: fc.constantFrom("running", "done", "failed", "cancelled"),
    source: maybe,
    split: maybe,
    headlines: fc.array(
      fc.record({
        name: anyText,
        value: number,
        baseline: fc.option(number),
        previous: fc.option(fc.record({ number: count, value: number })),
        best: fc.option(number),
      }),
      { maxLength: 80 },
    ),
    stages: fc.array(
      fc.record(
        {
          name: anyText,
          state: fc.constantFrom("running", "ran"),
          ms: fc.option(count),
          needs: fc.array(anyText, { maxLength: 8 }),
        },
        { requiredKeys: ["name", "state", "ms"] },
      ),
      { maxLength: 150 },
    ),
    ms: fc.option(count),
    plots: fc.array(plot, { maxLength: 8 }),
    history: fc.array(fc.record({ number: count, value: number }), { maxLength: 400 }),
    problems: fc.array(
      fc.record({
        code: fc.constantFrom(...problemCodes),
        message: anyText,
        path: maybe,
        line: fc.constant(1),
        column: fc.constant(null),
        stage: maybe,
      }),
      { maxLength: 150 },
    ),
  })
  .map((made): RunView => runViewSchema.parse({ ...doneRun().run, ...made, figuresOf: made.number }));

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

test("[RUN-2] whatever a run holds, what is left of it may be shown and fits", () => {
  fc.assert(
    fc.property(view, fc.integer({ min: 2_048, max: limits.shownBytes }), (whole, bytes) => {
      const fitted = fitRunView(whole, bytes);
      assert.deepEqual(shownViewSchema.parse(fitted), fitted);
      assert.ok(bytesOf(fitted) <= bytes, `${bytesOf(fitted)} of ${bytes}`);
      assert.deepEqual(
        fitted.plots.map(({ rows }) => rows),
        whole.plots.slice(0, fitted.plots.length).map(({ rows }) => rows),
      );
    }),
    { numRuns: 200 },
  );
});

test("[RUN-2] the largest view fits into one message", () => {
  const view = fitRunView({ ...doneRun().run, plots: [predictions(10_000)] });
  const frame = commandFrame({ id: "x".repeat(64), command: { type: "run.show", view } });
  assert.ok(bytesOf(view) > limits.shownBytes - 1_000 && frame.length <= limits.messageBytes);
});

test("a run of usual size is shown as it is", () => {
  const { run } = doneRun();
  assert.deepEqual(fitRunView(run), run);
});

test("a long table loses rows evenly, the first and the last stay, and a short one beside it loses none", () => {
  const places = Array.from({ length: 5_000 }, (_, index) => index);
  const long = { ...predictions(5_000), columns: [{ name: "row", values: places }] };
  const fitted = fitRunView({ ...doneRun().run, plots: [long, importance()] }, 8_192);
  const [thin, short] = fitted.plots;
  assert.deepEqual(short, importance());
  const kept = (thin?.columns[0]?.values ?? []).map(Number);
  assert.deepEqual([kept[0], kept.at(-1), thin?.rows], [0, 4_999, 5_000]);
  const steps = kept.slice(1).map((place, index) => place - (kept[index] ?? 0));
  assert.ok(kept.length > 100 && Math.max(...steps) - Math.min(...steps) <= 1);
});
