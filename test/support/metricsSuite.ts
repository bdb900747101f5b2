/** What suites of the metrics page share. Call it inside `describe`. */
import { type MetricsPage, metricsPage } from "./metricsPage.ts";
import { type PageSuite, pageSuite } from "./pageSuite.ts";

export function metricsSuite(): PageSuite<MetricsPage> {
  return pageSuite("metrics", metricsPage);
}
