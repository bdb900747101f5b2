import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { MetricsPage } from "#support/metricsPage.ts";
import { doneRun, failedRun, importance, predictions } from "#support/metricsStates.ts";
import { metricsSuite } from "#support/metricsSuite.ts";
import { vscodeThemes } from "#support/vscodeThemes.ts";

describe("the metrics page, drawn again", () => {
  const pages = metricsSuite();
  let metrics: MetricsPage;

  beforeEach(async () => {
    metrics = await pages.open({ viewport: { width: 900, height: 500 } });
  });

  /** Marks every drawing, so that one made anew is told from one that stayed. */
  async function markDrawings(): Promise<void> {
    await metrics.page.evaluate(() => {
      for (const svg of document.querySelectorAll(".drawing > svg")) svg.setAttribute("data-seen", "yes");
    });
  }

  async function newDrawings(): Promise<string[]> {
    return await metrics.page.locator(".chart:has(.drawing > svg:not([data-seen])) h3").allTextContents();
  }

  it("leaves unchanged charts as they are, and draws changed ones anew", async () => {
    await metrics.show(doneRun());
    await markDrawings();
    await metrics.show(doneRun({ number: 15 }));
    assert.deepEqual(await newDrawings(), []);
    await metrics.show(doneRun({ plots: [predictions(130, 8), importance()] }));
    assert.deepEqual(await newDrawings(), ["Predicted against actual", "Residuals"]);
  });

  it("needs no drawing for a change of theme", async () => {
    await metrics.show(doneRun());
    await markDrawings();
    const fill = () =>
      metrics.page
        .locator(".drawing rect")
        .first()
        .evaluate((bar) => getComputedStyle(bar).fill);
    const dark = await fill();
    await metrics.setTheme(vscodeThemes.light);
    assert.notEqual(await fill(), dark);
    assert.deepEqual(await newDrawings(), []);
  });

  it("draws for the width there is", async () => {
    await metrics.show(doneRun());
    await metrics.page.setViewportSize({ width: 500, height: 500 });
    await metrics.page.waitForFunction(() => {
      const svg = document.querySelector(".drawing > svg");
      return svg?.getAttribute("width") === String(svg?.parentElement?.clientWidth);
    });
  });

  it("keeps the focus and the place while runs come in", async () => {
    await metrics.show(doneRun());
    await metrics.page.getByRole("figure", { name: "Residuals" }).focus();
    await metrics.page.evaluate(() => window.scrollTo(0, 200));
    await metrics.show(doneRun({ number: 15, plots: [predictions(130, 9), importance()] }));
    assert.equal(await metrics.page.evaluate(() => window.scrollY), 200);
    assert.equal(
      await metrics.page.evaluate(() => document.activeElement?.getAttribute("data-key")),
      "chart residuals plots/predictions.csv",
    );
  });

  it("is the same after being hidden: what it shows, where one was, what had the keyboard", async () => {
    const { page } = metrics;
    const state = doneRun();
    await metrics.show(state);
    const html = async () => (await page.locator("main").innerHTML()).replace(/\d+ s ago/, "");
    const before = await html();
    await page.getByRole("figure", { name: "Residuals" }).focus();
    await page.mouse.wheel(0, 200);
    await page.waitForFunction(() => sessionStorage.getItem("state of the page")?.includes('"scroll":200'));
    await page.reload();
    await page.waitForFunction(() => window.sent.length > 0);
    await metrics.show(state);
    assert.equal(await html(), before);
    assert.equal(await page.evaluate(() => window.scrollY), 200);
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute("data-key")),
      "chart residuals plots/predictions.csv",
    );
  });

  it("asks for the state as soon as it listens", async () => {
    assert.deepEqual(await metrics.page.evaluate(() => window.sent), [{ type: "ready" }]);
  });

  it("draws ten thousand rows without keeping anybody waiting", async () => {
    const run = (seed: number) => doneRun({ plots: [predictions(10_000, seed), importance()] });
    await metrics.show(run(1));
    const redraw = async (seed: number) => {
      const state = run(seed);
      return await metrics.page.evaluate(
        async (message) => {
          const started = performance.now();
          window.dispatchEvent(new MessageEvent("message", { data: message }));
          await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
          return performance.now() - started;
        },
        { type: "state", state },
      );
    };
    const times = [await redraw(2), await redraw(3), await redraw(4)];
    console.log(`  10,000 rows drawn anew in ${times.map(Math.round).join(", ")} ms`);
    assert.ok(Math.min(...times) < 2000, `took ${times.join(", ")} ms`);
    assert.equal(await metrics.page.locator(".chart").first().locator("circle").count(), 10_000);
  });

  it("shows a chart's data as a table on demand, and keeps it open while runs come in", async () => {
    await metrics.show(doneRun());
    const { page } = metrics;
    assert.equal(await page.locator("table").count(), 0);
    await page.locator("summary").nth(2).click();
    await page.getByRole("cell", { name: "failures" }).waitFor();
    await metrics.show(doneRun({ number: 15 }));
    assert.equal(await page.getByRole("cell", { name: "failures" }).count(), 1);
    await metrics.show(failedRun());
    assert.equal(await page.locator("table").count(), 0);
  });
});
