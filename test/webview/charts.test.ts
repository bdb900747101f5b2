import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { PlotTable } from "#protocol/run.ts";
import { doneRun, importance, predictions } from "#support/metricsStates.ts";
import { chartsOf } from "#webview/charts/chartsOf.ts";
import { isNumber, largest } from "#webview/charts/columns.ts";
import { runningBest } from "#webview/charts/history.ts";
import { importances } from "#webview/charts/importance.ts";
import { median, niceExtent, niceStep } from "#webview/charts/numbers.ts";
import { axesOf } from "#webview/charts/other.ts";
import { predictionPairs } from "#webview/charts/predictions.ts";
import { residualBins } from "#webview/charts/residuals.ts";
import { shorten, subjectOf } from "#webview/charts/words.ts";

type Values = PlotTable["columns"][number]["values"];

function table(columns: [string, Values][], more: Partial<PlotTable> = {}): PlotTable {
  return {
    path: "plots/plot.csv",
    title: null,
    x: null,
    y: null,
    columns: columns.map(([name, values]) => ({ name, values })),
    rows: columns[0]?.[1].length ?? 0,
    ...more,
  };
}

describe("residual bins", () => {
  it("lie symmetric around zero, hold every residual and are of one width", () => {
    const finite = fc.double({ min: -2 * largest, max: 2 * largest, noNaN: true });
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), (residuals) => {
        const bins = residualBins(residuals);
        const [first] = bins;
        const last = bins.at(-1);
        assert.ok(first !== undefined && last !== undefined);
        assert.equal(first.from, -last.to);
        assert.equal(
          bins.reduce((sum, { count }) => sum + count, 0),
          residuals.length,
        );
        assert.ok(bins.length <= 26, `${bins.length} bins`);
        assert.ok(
          residuals.every(
            (residual) => residual >= first.from * (1 + 1e-9) && residual <= last.to * (1 + 1e-9),
          ),
        );
      }),
      { seed: 20260102 },
    );
  });

  it("count each residual in the bin that holds it", () => {
    const counts = residualBins([-1.5, -0.25, 0.25, 0.75, 1.5]).filter(({ count }) => count > 0);
    assert.ok(counts.every(({ from, to }) => to - from <= 0.5));
    assert.deepEqual(
      counts.map(({ count }) => count),
      [1, 1, 1, 1, 1],
    );
  });

  it("have a median that is zero when it is next to nothing", () => {
    const columns: [string, Values][] = [
      ["actual", [1, 2, 3]],
      ["predicted", [0, 2.000333, 4]],
    ];
    assert.equal(chartsOf(doneRun({ plots: [table(columns)] }).run)[1]?.aside, "median 0.00");
  });

  it("are two empty halves for a perfect model", () => {
    assert.deepEqual(residualBins([0, 0]), [
      { from: -1, to: 0, count: 0 },
      { from: 0, to: 1, count: 2 },
    ]);
  });
});

describe("numbers for axes", () => {
  it("steps are 1, 2 or 5 times a power of ten", () => {
    assert.deepEqual(
      [niceStep(20, 5), niceStep(12, 16), niceStep(0.3, 10), niceStep(0, 5)],
      [5, 1, 0.02, 1].map((step) => step),
    );
  });

  it("the scale of grades is from 0 to 20, whichever grades occur", () => {
    assert.deepEqual(niceExtent({ low: 4, high: 18.3 }, 5), { low: 0, high: 20 });
    assert.deepEqual(niceExtent({ low: 0, high: 19 }, 5), { low: 0, high: 20 });
  });

  it("values far from zero do not drag zero in", () => {
    assert.deepEqual(niceExtent({ low: 101, high: 109 }, 5), { low: 100, high: 110 });
  });

  it("the median of an even number of values is the mean of the middle two", () => {
    assert.deepEqual([median([3, 1, 2]), median([4, 1, 2, 3]), median([])], [2, 2.5, 0]);
  });
});

describe("recognising a plot", () => {
  it("takes a table with actual and predicted for predictions, and leaves rows without both out", () => {
    const pairs = predictionPairs(
      table([
        ["predicted", [1, null, 3]],
        ["actual", [2, 2, 4]],
      ]),
    );
    assert.deepEqual(pairs, [
      { actual: 2, predicted: 1 },
      { actual: 4, predicted: 3 },
    ]);
    assert.equal(
      predictionPairs(
        table([
          ["actual", [1]],
          ["predicted", ["high"]],
        ]),
      ),
      null,
    );
  });

  it("takes nothing for a number that no scale could hold", () => {
    assert.deepEqual([1, -largest, 1.7e308, Number.NaN, "1", null].map(isNumber), [
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("orders features by importance, and does without standard errors", () => {
    const rows = importances(
      table([
        ["feature", ["a", "b"]],
        ["importance", [1, 2]],
      ]),
    );
    assert.deepEqual(rows, [
      { feature: "b", importance: 2, error: null },
      { feature: "a", importance: 1, error: null },
    ]);
  });

  it("calls an importance the rise in error only where it has standard errors, as permutation importance has", () => {
    const plain = table([
      ["feature", ["a"]],
      ["importance", [1]],
    ]);
    const { run } = doneRun({ plots: [importance(), plain] });
    const words = chartsOf(run)
      .filter(({ key }) => key.startsWith("importance"))
      .map(({ title, summary }) => [title, summary.split(".", 1)[0]]);
    assert.deepEqual(words, [
      ["What the model leans on", "Bar chart of permutation importance"],
      ["plot.csv", "Bar chart of importance"],
    ]);
  });

  it("puts predictions first, then importance, then the history, then the rest", () => {
    const other = table([
      ["epoch", [1, 2]],
      ["loss", [2, 1]],
    ]);
    const { run } = doneRun({ plots: [other, importance(), predictions(10)] });
    assert.deepEqual(
      chartsOf(run).map(({ key }) => key.split(" ")[0]),
      ["scatter", "residuals", "importance", "history", "other"],
    );
  });

  it("draws declared columns, else the first two of numbers", () => {
    const columns: [string, Values][] = [
      ["name", ["a", "b"]],
      ["epoch", [1, 2]],
      ["loss", [2, 1]],
      ["rate", [3, 4]],
    ];
    const names = (more: Partial<PlotTable>) => {
      const axes = axesOf(table(columns, more));
      return axes === null ? null : [axes.x.name, axes.y.name];
    };
    assert.deepEqual(names({}), ["epoch", "loss"]);
    assert.deepEqual(names({ x: "epoch", y: "rate" }), ["epoch", "rate"]);
    assert.deepEqual(names({ y: "rate" }), ["row", "rate"]);
    assert.deepEqual(names({ x: "loss" }), ["loss", "epoch"]);
    assert.equal(names({ x: "name", y: "rate" }), null);
    assert.equal(names({ y: "gone" }), null);
  });

  it("shows a table where there are no numbers to draw", () => {
    const chart = chartsOf(doneRun({ plots: [table([["word", ["a"]]])], history: [] }).run)[0];
    assert.equal(chart?.draw, null);
    assert.deepEqual(chart?.table(), { columns: ["word"], rows: [["a"]], total: 1 });
  });

  it("cuts a long table, and says how long it is", () => {
    const chart = chartsOf(doneRun({ plots: [predictions(5000)] }).run)[0];
    assert.deepEqual([chart?.table().rows.length, chart?.table().total], [200, 5000]);
  });
});

describe("the course of a metric", () => {
  const course = [3, 1, 2].map((value, index) => ({ number: index + 1, value }));

  it("runs with the best so far, in the direction that is better", () => {
    assert.deepEqual(
      runningBest(course, "lower").map(({ value }) => value),
      [3, 1, 1],
    );
    assert.deepEqual(
      runningBest(course, "higher").map(({ value }) => value),
      [3, 3, 3],
    );
    assert.deepEqual(runningBest(course, "neither"), []);
  });
});

describe("words on charts", () => {
  it("speak of students only where the data is of students", () => {
    assert.equal(subjectOf("synthetic sample").rows(1), "1 student");
    assert.equal(subjectOf("student-por.csv (UCI)").rows(649), "649 students");
    assert.equal(subjectOf("houses.csv").rows(10_000), "10,000 rows");
    assert.equal(subjectOf(null).rows(2), "2 rows");
  });

  it("never cut a character in two", () => {
    assert.equal(shorten("👩👩👩👩", 3), "👩👩…");
    assert.equal(shorten("abc", 3), "abc");
  });
});
