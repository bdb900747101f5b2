import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { RunView } from "#protocol/metricsPanel.ts";
import { injections } from "#support/injections.ts";
import type { MetricsPage } from "#support/metricsPage.ts";
import { doneRun, failedRun, importance, predictions } from "#support/metricsStates.ts";
import { metricsSuite } from "#support/metricsSuite.ts";

const markup = `<img src=x onerror="window.broken = true"><script>window.broken = true</script>`;
const turned = "safe\u202Eevil\u0000\u0008\uD800";
const long = "name ".repeat(1000);

function hostileRun(words: string): RunView {
  const column = { name: words, values: [words, null, "2"] };
  return {
    ...failedRun().run,
    trigger: { who: words, why: "command", note: words },
    source: `synthetic ${words}`,
    split: words,
    headlines: [
      { name: `${words}.mae`, value: 1, baseline: 2, previous: { number: 1, value: 3 }, best: 1 },
      { name: words, value: 1e300, baseline: null, previous: null, best: null },
    ],
    stages: [{ name: words, state: "failed", ms: 1 }],
    plots: [
      { path: words, title: words, x: words, y: words, columns: [column], rows: 3 },
      {
        path: "numbers",
        title: words,
        x: null,
        y: null,
        rows: 2,
        columns: [
          { name: words, values: [1, 2] },
          { name: `${words} `, values: [3, 4] },
        ],
      },
      { ...predictions(20), title: words },
      {
        ...importance(),
        title: words,
        columns: importance().columns.map((each) =>
          each.name === "feature" ? { ...each, values: each.values.map(() => words) } : each,
        ),
      },
    ],
    history: [{ number: 1, value: 1 }],
    problems: [{ code: "command-failed", message: words, path: words, line: 1, column: null, stage: words }],
  };
}

describe("the metrics page, given foreign text", () => {
  const pages = metricsSuite();
  let metrics: MetricsPage;

  beforeEach(async () => {
    metrics = await pages.open({ viewport: { width: 700, height: 800 } });
  });

  const cases: [string, string][] = [
    ...injections.map((words): [string, string] => [JSON.stringify(words), words]),
    ["markup", markup],
    ["the name of a prototype", "__proto__"],
    ["the name of a method", "constructor"],
    ["marks that turn the direction, and control characters", turned],
    ["names of five kilobytes", long],
  ];
  for (const [kind, words] of cases) {
    it(`shows ${kind} as text, everywhere, and breaks nothing`, async () => {
      const runner = { name: words, drives: true, interrupted: false };
      const choice = { shown: "shared", own: 1, shared: { name: words, number: 1 } } as const;
      await metrics.show({ state: "run", run: hostileRun(words), runner, choice });
      const { page } = metrics;
      assert.ok((await metrics.words()).includes(words.slice(0, 12).trim()));
      assert.equal(await page.locator("img, script:not([nonce]), main iframe").count(), 0);
      assert.equal(await page.evaluate(() => Reflect.get(window, "broken")), undefined);
      assert.equal(await page.locator(".drawing > svg").count(), 5);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `wider than the page by ${overflow} px`);
    });
  }

  it("saves a picture that is XML, whatever the names hold", async () => {
    for (const [kind, words] of cases) {
      await metrics.show({ state: "run", run: hostileRun(words) });
      await metrics.page.getByRole("button", { name: "Save picture" }).click();
      const picture = (await metrics.requests()).at(-1);
      assert.ok(picture?.type === "savePicture", kind);
      const errors = await metrics.page.evaluate(
        (svg) =>
          new DOMParser().parseFromString(svg, "image/svg+xml").querySelectorAll("parsererror, img, script")
            .length,
        picture.svg,
      );
      assert.equal(errors, 0, kind);
    }
  });

  it("ignores messages that are none of the protocol's", async () => {
    await metrics.show(doneRun());
    const before = await metrics.page.locator("main").innerHTML();
    const garbage: unknown[] = [
      null,
      "state",
      7,
      [],
      {},
      { type: "state" },
      { type: "state", state: { state: "run" } },
      { type: "state", state: { state: "refused", problems: [] } },
      { type: "state", state: { state: "run", run: { ...doneRun().run, headlines: "none" } } },
      { type: "unknown", state: { state: "noProject" } },
      JSON.parse('{"__proto__": {"type": "state"}, "state": {"state": "noProject"}}'),
    ];
    for (const message of garbage) await metrics.post(message);
    const timeless = (html: string) => html.replace(/\d+ s ago/, "");
    assert.equal(timeless(await metrics.page.locator("main").innerHTML()), timeless(before));
  });
});
