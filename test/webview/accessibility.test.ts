import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { PanelState } from "#protocol/metricsPanel.ts";
import { axeFindings } from "#support/axe.ts";
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
import { vscodeThemes } from "#support/vscodeThemes.ts";

const states: [string, PanelState][] = [
  ["a finished run", doneRun()],
  [
    "a run that got worse",
    doneRun({
      headlines: [{ name: "mae", value: 2, baseline: 2.2, previous: { number: 13, value: 1.8 }, best: 1.8 }],
    }),
  ],
  ["a run under way", runningRun()],
  ["a run under way over the last one's figures", doneRun({ phase: "running", number: 15, figuresOf: 14 })],
  ["a failed run", failedRun()],
  ["a refused run", refused()],
  ["the driver's run, failed", sharedRun({ ...failedRun().run })],
  ["the driver's run, beside one's own", sharedRunBesideOwn()],
  ["one's own run, beside the driver's", ownRunBesideShared()],
  [
    "one's own pipeline, unusable, beside a run of somebody with a long name",
    {
      ...refused(),
      choice: { shown: "own", own: null, shared: { name: "name ".repeat(12), number: 14 } },
    },
  ],
  ["no project", { state: "noProject" }],
  ["an untrusted folder", { state: "untrusted" }],
  ["nothing run yet", { state: "neverRan" }],
];

describe("the metrics page, for everybody", () => {
  const pages = metricsSuite();
  let metrics: MetricsPage;

  for (const theme of Object.values(vscodeThemes)) {
    it(`has nothing that axe objects to in ${theme.name}`, async () => {
      metrics = await pages.open({ theme, reducedMotion: "reduce" });
      for (const [name, state] of states) {
        await metrics.show(state);
        assert.deepEqual(await axeFindings(metrics.page), [], name);
      }
      await metrics.show(doneRun());
      for (const summary of await metrics.page.locator("summary").all()) await summary.click();
      assert.deepEqual(await axeFindings(metrics.page), [], "with the tables open");
    });
  }

  it("is reached by the keyboard alone, in the order in which it is read, and shows where the focus is", async () => {
    metrics = await pages.open();
    await metrics.show({ state: "run", run: { ...doneRun().run, problems: failedRun().run.problems } });
    const stops: string[] = [];
    for (let press = 0; press < 12; press++) {
      await metrics.page.keyboard.press("Tab");
      const stop = await metrics.page.evaluate(() => {
        const host = document.activeElement;
        const target = host?.shadowRoot?.activeElement ?? host;
        if (target === null || target === undefined || target === document.body) return null;
        const { outlineStyle, outlineWidth } = getComputedStyle(target);
        return {
          key: host?.closest("[data-key]")?.getAttribute("data-key") ?? "",
          outline: `${outlineStyle} ${outlineWidth}`,
        };
      });
      if (stop === null) break;
      assert.equal(stop.outline, "solid 1px", stop.key);
      stops.push(stop.key);
    }
    assert.deepEqual(stops, [
      "button savePicture",
      "problem 0",
      "button openLog",
      "button run",
      "chart scatter plots/predictions.csv",
      "table scatter plots/predictions.csv",
      "chart residuals plots/predictions.csv",
      "table residuals plots/predictions.csv",
      "chart importance plots/importance.csv",
      "table importance plots/importance.csv",
      "chart history",
      "table history",
    ]);
  });

  it("answers Enter and Space on its buttons and links", async () => {
    metrics = await pages.open();
    await metrics.show(failedRun());
    await metrics.page.keyboard.press("Tab");
    await metrics.page.keyboard.press("Enter");
    await metrics.page.keyboard.press("Tab");
    await metrics.page.keyboard.press("Space");
    assert.deepEqual(await metrics.requests(), [{ type: "openProblem", index: 0 }, { type: "openLog" }]);
  });

  it("announces phases and the headline once, not each repaint", async () => {
    metrics = await pages.open();
    await metrics.page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const region = document.querySelector('[role="status"]');
      new MutationObserver(() => heard.push(region?.textContent ?? "")).observe(document.body, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    for (const state of [runningRun(), runningRun(), doneRun(), doneRun(), doneRun(), failedRun()])
      await metrics.show(state);
    const heard = await metrics.page.evaluate((): string[] => Reflect.get(window, "heard"));
    const changes = heard.filter((words, index) => words !== "" && words !== heard[index - 1]);
    assert.deepEqual(changes, [
      "Run 14 has started.",
      "Run 14 is done. MAE, validation 1.77, 0.05 better than run 13. Computed on: synthetic sample.",
      `Run 14 failed. ${failedRun().run.problems[0]?.message}`,
    ]);
  });

  it("gives each chart a name and a sentence that says what it shows", async () => {
    metrics = await pages.open();
    await metrics.show(doneRun());
    const figure = metrics.page.getByRole("figure", { name: "MAE over the runs" });
    const id = await figure.getAttribute("aria-describedby");
    const summary = await metrics.page.locator(`[id="${id}"]`).textContent();
    assert.equal(summary, "MAE over 14 runs: now 1.77 in run 14, best 1.75 in run 8.");
  });

  it("never scrolls sideways, from 300 pixels up and at twice the size", async () => {
    metrics = await pages.open();
    for (const width of [300, 420, 640, 950, 1280, 2000]) {
      await metrics.page.setViewportSize({ width, height: 700 });
      for (const [name, state] of states) {
        await metrics.show(state);
        const overflow = await metrics.page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        assert.ok(overflow <= 0, `${name} at ${width} px is wider by ${overflow} px`);
      }
    }
  });

  it("moves nothing for those who asked for less motion", async () => {
    metrics = await pages.open({ reducedMotion: "reduce" });
    await metrics.show(runningRun());
    const endless = await metrics.page.evaluate(
      () =>
        document
          .getAnimations()
          .filter((animation) => animation.effect?.getComputedTiming().iterations === Infinity).length,
    );
    assert.equal(endless, 0);
  });

  it("keeps charts visible under the system's own contrast colours", async () => {
    metrics = await pages.open({ forcedColors: "active" });
    await metrics.show(doneRun());
    const [bar, ground] = await metrics.page.evaluate(() => [
      getComputedStyle(document.querySelector(".drawing rect") ?? document.body).fill,
      getComputedStyle(document.body).backgroundColor,
    ]);
    assert.notEqual(bar, ground);
    assert.deepEqual(await axeFindings(metrics.page), []);
  });
});
