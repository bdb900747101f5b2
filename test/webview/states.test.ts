import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { MetricsPage } from "#support/metricsPage.ts";
import {
  doneRun,
  failedRun,
  ownRunBesideShared,
  refused,
  runningRun,
  sharedRun,
  sharedRunBesideOwn,
} from "#support/metricsStates.ts";
import { metricsSuite } from "#support/metricsSuite.ts";

describe("the metrics page", () => {
  const pages = metricsSuite();
  let metrics: MetricsPage;

  async function shown(...states: Parameters<MetricsPage["show"]>[0][]): Promise<string> {
    metrics = await pages.open();
    for (const state of states) await metrics.show(state);
    return await metrics.words();
  }

  async function requestsAfter(button: string | RegExp): Promise<unknown[]> {
    await metrics.page.getByRole("button", { name: button }).click();
    return await metrics.requests();
  }

  it("says what a headline is measured against, and its change in a word beside the arrow", async () => {
    const words = await shown(doneRun());
    assert.match(words, /MAE, validation\s+1\.77\s+▼ 0\.05 better than run 13\s+best 1\.75 · baseline 2\.22/);
    assert.match(words, /R²\s+0\.29\s+▲ 0\.03 better/);
    assert.doesNotMatch(words, /rows\s+130/);
  });

  it("says who ran it, when and why, and wears a badge for the synthetic sample", async () => {
    const words = await shown(doneRun());
    assert.match(words, /Run 14\s+Ana · 1\d s ago · “parents’ education as a sum”\s+synthetic sample/);
    assert.equal(await metrics.page.locator(".badge").textContent(), "synthetic sample");
  });

  it("names any other source without a badge", async () => {
    const words = await shown(doneRun({ source: "student-por.csv (UCI)" }));
    assert.match(words, /student-por\.csv \(UCI\)/);
    assert.equal(await metrics.page.locator(".badge").count(), 0);
  });

  it("tells the exact moment on hover", async () => {
    const startedAt = "2026-01-02T12:00:00.000Z";
    await shown(doneRun({ startedAt }));
    assert.match((await metrics.page.locator("time").getAttribute("title")) ?? "", /2026.*00:00/);
  });

  it("keeps a relative time true while the page is open, also where timers come early or drawing is late", async () => {
    const start = Date.parse("2026-01-02T12:00:00.000Z");
    metrics = await pages.open();
    const { clock } = metrics.page;
    // Timers go on while this clock stands: each comes before the moment that it was set for. The clock moves on at
    // some point between a drawing and what follows it.
    await clock.setFixedTime(start + 59_950);
    await metrics.show(doneRun({ startedAt: new Date(start).toISOString() }));
    assert.equal(await metrics.page.locator("time").textContent(), "59 s ago");
    await clock.runFor(100);
    await clock.setFixedTime(start + 60_000);
    await metrics.page.waitForFunction(() => document.querySelector("time")?.textContent === "1 min ago");
  });

  it("draws the four charts of the workshop", async () => {
    await shown(doneRun());
    const titles = await metrics.page.locator("h3").allTextContents();
    assert.deepEqual(titles, [
      "Predicted against actual",
      "Residuals",
      "What the model leans on",
      "MAE over the runs",
    ]);
    assert.equal(await metrics.page.locator(".drawing > svg").count(), 4);
    assert.equal(await metrics.page.locator(".drawing circle").count(), 130 + 14 + 2);
  });

  it("shows where the time went", async () => {
    const words = await shown(doneRun());
    assert.match(words, /preprocess\s+4 ms\s+cached\s+train\s+61 ms\s+evaluate\s+9 ms\s+74 ms in all/);
  });

  it("shows a run under way at once: its stages live, skeletons for what is to come", async () => {
    const words = await shown(runningRun());
    assert.match(words, /train\s+running\s+evaluate\s+waiting/);
    assert.equal(await metrics.page.locator(".spinner").count(), 1);
    assert.ok((await metrics.page.locator(".skeleton").count()) > 0);
  });

  it("keeps the last good run's figures, dimmed and named, while the next is under way", async () => {
    await shown(doneRun());
    await metrics.page
      .locator(".drawing > svg")
      .first()
      .evaluate((svg) => Object.assign(window, { svg }));
    await metrics.show(doneRun({ phase: "running", id: "next", number: 15, figuresOf: 14 }));
    assert.match(await metrics.words(), /Run 15[\s\S]*figures below: run 14/);
    const drawing = metrics.page.locator(".earlier .drawing").first();
    assert.ok(Number(await drawing.evaluate((element) => getComputedStyle(element).opacity)) < 1);
    const isSame = await drawing.evaluate(({ firstChild }) => firstChild === Reflect.get(window, "svg"));
    assert.ok(isSame, "the chart was drawn anew, though nothing in it changed");
    assert.equal(await metrics.page.getByRole("button", { name: "Save picture" }).count(), 0);
  });

  it("tells a failed run with its place, and opens the problem and the log", async () => {
    const words = await shown(failedRun());
    assert.match(words, /This run failed in stage train/);
    assert.match(words, /pipeline\/train\.ts:12:5\s+TypeError/);
    assert.deepEqual(await requestsAfter("pipeline/train.ts:12:5"), [{ type: "openProblem", index: 0 }]);
    assert.deepEqual((await requestsAfter("Open the log")).at(-1), { type: "openLog" });
    assert.deepEqual((await requestsAfter("Run again")).at(-1), { type: "run" });
  });

  it("says that a run is the driver's, and offers nothing that only its driver can do", async () => {
    assert.match(await shown(sharedRun()), /Run 14\s+Ana drives · 1\d s ago · “parents’ education as a sum”/);
    const words = await shown(sharedRun(failedRun().run));
    assert.match(words, /This run failed in stage train\s+pipeline\/train\.ts:12:5\s+TypeError/);
    assert.equal(await metrics.page.getByRole("main").getByRole("button").count(), 0);
    assert.equal(await metrics.page.locator("select").count(), 0);
  });

  it("names who ran it, where somebody else drives by now", async () => {
    const words = await shown({ ...sharedRun(), runner: { name: "Ana", drives: false, interrupted: false } });
    assert.match(words, /Run 14\s+Ana · 1\d s ago/);
  });

  it("says that a run is interrupted while its driver is away, and spins no more", async () => {
    const interrupted = { name: "Ana", drives: true, interrupted: true };
    const words = await shown({
      state: "run",
      run: { ...runningRun().run, plots: [], headlines: [] },
      runner: interrupted,
    });
    assert.match(words, /Run \d+\s+interrupted: Ana is away · /);
    assert.equal(await metrics.page.locator(".skeleton").count(), 0);
  });

  it("offers one's own run beside the driver's, from the keyboard", async () => {
    await shown(sharedRunBesideOwn());
    const choice = metrics.page.getByRole("combobox", { name: "Whose run is shown" });
    assert.deepEqual(await choice.locator("option").allTextContents(), ["Ana’s run 14", "Your run 3"]);
    assert.equal(await choice.inputValue(), "shared");
    await metrics.page.keyboard.press("Tab");
    await metrics.page.keyboard.press("ArrowDown");
    assert.deepEqual(await metrics.requests(), [{ type: "chooseRun", whose: "own" }]);
    await metrics.show(ownRunBesideShared());
    assert.equal(await choice.inputValue(), "own");
    assert.match(await metrics.words(), /Run 3\s+Ana · /);
  });

  it("offers the driver's run where one's own pipeline is unusable", async () => {
    const choice = { shown: "own", own: null, shared: { name: "Ana", number: 14 } } as const;
    await shown({ ...refused(), choice });
    const options = await metrics.page.locator("select option").allTextContents();
    assert.deepEqual(options, ["Ana’s run 14", "Your pipeline"]);
    await metrics.page.locator("select").selectOption("shared");
    assert.deepEqual(await metrics.requests(), [{ type: "chooseRun", whose: "shared" }]);
  });

  it("tells a cancelled run", async () => {
    assert.match(await shown(doneRun({ phase: "cancelled" })), /This run was cancelled/);
    assert.deepEqual(await requestsAfter("Open the log"), [{ type: "openLog" }]);
  });

  it("shows a finished run's unreadable results as a warning", async () => {
    const problems = failedRun().run.problems;
    assert.match(await shown(doneRun({ problems })), /Some of the results could not be read/);
  });

  it("offers a new workshop where there is no project", async () => {
    assert.match(await shown({ state: "noProject" }), /No pipeline in this folder yet/);
    assert.deepEqual(await requestsAfter("New workshop"), [{ type: "newWorkshop" }]);
  });

  it("leads to the trust editor from an untrusted folder", async () => {
    assert.match(await shown({ state: "untrusted" }), /not trusted/);
    assert.deepEqual(await requestsAfter("Manage workspace trust"), [{ type: "manageTrust" }]);
  });

  it("offers the first run", async () => {
    assert.match(await shown({ state: "neverRan" }), /Nothing has run yet/);
    assert.deepEqual(await requestsAfter("Run the pipeline"), [{ type: "run" }]);
  });

  it("lists what is wrong with a project, and opens each problem", async () => {
    assert.match(await shown(refused()), /dvc\.yaml:9[\s\S]*params\.yaml:4:3[\s\S]*Another run holds/);
    assert.deepEqual(await requestsAfter("params.yaml:4:3"), [{ type: "openProblem", index: 1 }]);
  });

  it("passes from state to state without a trace of the one before", async () => {
    await shown(failedRun(), refused(), { state: "neverRan" }, doneRun());
    const passed = await metrics.words();
    const direct = await shown(doneRun());
    const timeless = (words: string) => words.replace(/\d+ s ago/, "");
    assert.equal(timeless(passed), timeless(direct));
  });
});
