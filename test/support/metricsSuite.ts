/**
 * What suites of the metrics page share: a browser while the suite runs, and after each test no complaint of any
 * page that it opened. Call it inside `describe`.
 */
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { type MetricsPage, type MetricsPages, openMetricsPages } from "./metricsPage.ts";

export function metricsSuite(): Pick<MetricsPages, "browser" | "open"> {
  let pages: MetricsPages | null = null;
  let opened: MetricsPage[] = [];

  function started(): MetricsPages {
    assert.ok(pages !== null, "pages are opened in tests, not before them");
    return pages;
  }

  before(async () => {
    pages = await openMetricsPages();
  });
  after(() => pages?.close());
  afterEach(async () => {
    const finished = opened;
    opened = [];
    const complaints = await Promise.all(finished.map((metrics) => metrics.complaints()));
    await Promise.all(finished.map(({ page }) => page.context().close()));
    assert.deepEqual(complaints.flat(), []);
  });

  return {
    get browser() {
      return started().browser;
    },
    async open(options) {
      const metrics = await started().open(options);
      opened.push(metrics);
      return metrics;
    },
  };
}
