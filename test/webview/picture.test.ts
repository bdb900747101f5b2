import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { doneRun, importance, predictions } from "#support/metricsStates.ts";
import { metricsSuite } from "#support/metricsSuite.ts";
import { type VscodeTheme, vscodeThemes } from "#support/vscodeThemes.ts";

describe("the saved picture", () => {
  const pages = metricsSuite();
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "baton-picture-"));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  async function saved(theme: VscodeTheme, state = doneRun()): Promise<string> {
    const metrics = await pages.open({ theme, viewport: { width: 420, height: 700 } });
    await metrics.show(state);
    const before = await metrics.page.locator("body").innerHTML();
    await metrics.page.getByRole("button", { name: "Save picture" }).click();
    const request = (await metrics.requests()).at(-1);
    assert.ok(request?.type === "savePicture");
    const timeless = (html: string) => html.replace(/\d+ s ago/, "");
    assert.equal(timeless(await metrics.page.locator("body").innerHTML()), timeless(before));
    return request.svg;
  }

  it("stands on its own: no script, no foreign object, no link, no style, no variable of a theme", async () => {
    const svg = await saved(vscodeThemes.dark);
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.doesNotMatch(svg, /<(script|foreignObject|style|image|use|a)\b/i);
    assert.doesNotMatch(svg, /href|url\(|var\(|class=|style=|currentColor|\son\w+=/i);
  });

  it("says which run it is, its headline numbers and what they were computed on", async () => {
    const svg = await saved(vscodeThemes.light);
    for (const words of [
      "Run 14",
      "Ana",
      "MAE, validation",
      "1.77",
      "0.05 better than run 13",
      "synthetic sample",
    ]) {
      assert.ok(svg.includes(words), words);
    }
  });

  it("renders in a bare page, in the theme's colours, whatever the panel's width", async () => {
    for (const [name, theme] of Object.entries(vscodeThemes)) {
      const file = join(folder, `${name}.svg`);
      await writeFile(file, await saved(theme));
      const page = await pages.browser.newPage({ viewport: { width: 960, height: 800 } });
      await page.goto(pathToFileURL(file).href);
      assert.equal(await page.locator("parsererror").count(), 0);
      const { width, ground, rects, overlap } = await page.evaluate(() => {
        const root = document.documentElement;
        const [first] = root.querySelectorAll(":scope > rect");
        const plots = [...root.querySelectorAll("svg")].map((plot) => plot.getBoundingClientRect());
        return {
          width: root.getBoundingClientRect().width,
          ground: first === undefined ? "" : getComputedStyle(first).fill,
          rects: plots.length,
          overlap: plots.some((a) =>
            plots.some(
              (b) => a !== b && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
            ),
          ),
        };
      });
      assert.deepEqual({ width, rects, overlap }, { width: 960, rects: 4, overlap: false });
      assert.equal(ground, await cssColour(theme.variables["--vscode-editor-background"] ?? ""));
      await page.close();
    }
  });

  async function cssColour(value: string): Promise<string> {
    const page = await pages.browser.newPage();
    const colour = await page.evaluate((text) => {
      document.body.style.color = text;
      return getComputedStyle(document.body).color;
    }, value);
    await page.close();
    return colour;
  }

  it("stays below what the extension accepts, with as many dots as a plot may have", async () => {
    const svg = await saved(vscodeThemes.dark, doneRun({ plots: [predictions(10_000), importance()] }));
    assert.ok(svg.length < 2_000_000, `${svg.length} characters`);
  });
});
