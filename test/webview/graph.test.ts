import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { GraphStage, PipelineGraph, ShownState } from "#protocol/graphPanel.ts";
import { shownStates } from "#protocol/graphPanel.ts";
import { problem } from "#protocol/problem.ts";
import { axeFindings } from "#support/axe.ts";
import { type GraphPage, graph, graphSuite, now, stage, teamNows, teamStages } from "#support/graphPage.ts";
import { injections } from "#support/injections.ts";
import { vscodeThemes } from "#support/vscodeThemes.ts";

const chain = [stage("preprocess"), stage("train", ["preprocess"]), stage("evaluate", ["train"])];
const broken = problem("invalid-yaml", "a bracket is missing", { path: "dvc.yaml", line: 3, column: 5 });
const ana = { name: "Ana", drives: true, interrupted: false, run: 14 };

describe("the pipeline graph's page", () => {
  const pages = graphSuite();
  let opened: GraphPage;

  beforeEach(async () => {
    opened = await pages.open();
  });

  const button = (name: string | RegExp) => opened.page.getByRole("button", { name });
  const press = async (...keys: string[]) => {
    for (const key of keys) await opened.page.keyboard.press(key);
  };
  const focusOn = (key: string) => opened.page.locator(`[data-key="${key}"]`).focus();
  const heard = () => opened.page.getByRole("status").textContent();

  it("draws each stage with its state in a sign and a word, and says everything of it to those who hear it", async () => {
    await opened.show(graph(teamStages), teamNows);
    const heardAt = async (key: string) => {
      const [, name = ""] =
        /"(.*)"/.exec(await opened.page.locator(`[data-key="${key}"]`).ariaSnapshot()) ?? [];
      return name.replaceAll(/ (?=[,.:])/g, "");
    };
    assert.equal(
      await heardAt("stage explain"),
      "explain, stale: changed param explain.repeats: 8 -> 9. Reads data/features.csv, data/compare.csv, pipeline/explain.ts. Writes data/explain.csv.",
    );
    assert.equal(await heardAt("group train"), "train, 4 stages: 1 failed, 1 running, 1 waiting, 1 done");
    assert.equal(
      await heardAt("stage train@ridge-1"),
      "train@ ridge-1, failed. changed dep data/train.csv. Reads data/train.csv, params.yaml. Writes models/ridge-1.json.",
    );
    const signs = await opened.page
      .locator(".stage")
      .evaluateAll((stages) =>
        stages.map((each) => `${each.querySelector("path:last-child")?.getAttribute("d")}`),
      );
    assert.equal(new Set(signs).size, 10, "each state has a sign of its own");
  });

  it("has a word for each state there is", async () => {
    const stages = shownStates.map((state) => stage(state));
    await opened.show(
      graph(stages),
      shownStates.map((state) => now(state, state)),
    );
    const words = await opened.page.locator(".stage .state").allTextContents();
    assert.equal(new Set(words).size, shownStates.length);
  });

  it("draws boxes in the sizes that they were laid out in, none over another", async () => {
    await opened.show(graph(teamStages), teamNows);
    const boxes = await opened.page
      .locator(".stage")
      .evaluateAll((stages) => stages.map((each) => each.getBoundingClientRect().toJSON()));
    for (const [place, one] of boxes.entries())
      for (const other of boxes.slice(place + 1))
        assert.ok(
          one.right <= other.left ||
            other.right <= one.left ||
            one.bottom <= other.top ||
            other.bottom <= one.top,
        );
  });

  it("is where the keyboard is when the page opens", async () => {
    await opened.show(graph(chain));
    await opened.page.locator('[data-key="stage preprocess"]:focus').waitFor();
    await press("ArrowDown");
    assert.equal(await opened.focused(), "stage train");
  });

  it("is one stop for Tab, goes along the data by the arrows, and comes back by Esc", async () => {
    await opened.show(graph(teamStages), teamNows);
    await focusOn("keys");
    await press("Tab");
    const places: (string | null)[] = [await opened.focused()];
    const way = [
      "ArrowDown",
      "ArrowDown",
      "ArrowDown",
      "ArrowRight",
      "ArrowDown",
      "End",
      "ArrowLeft",
      "Home",
    ];
    for (const key of way) {
      await press(key);
      places.push(await opened.focused());
    }
    assert.deepEqual(places, [
      "stage fetch",
      "stage clean",
      "stage features",
      "group train",
      "stage train@forest-1",
      "stage compare",
      "stage explain",
      "stage report",
      "stage fetch",
    ]);
    await press("Tab");
    assert.equal(await opened.focused(), "action run");
    await press("Escape");
    assert.equal(await opened.focused(), "stage fetch");
  });

  it("opens, runs and explains the stage that has the keyboard, or the whole group", async () => {
    await opened.show(graph(teamStages), teamNows);
    await focusOn("stage explain");
    await press("Enter", "o", "r", "f", "w");
    await focusOn("group train");
    await press("r");
    const acted = (await opened.requests()).map((request) =>
      request.type === "act" ? `${request.action} ${request.stages}` : request.type,
    );
    assert.deepEqual(acted, [
      "define explain",
      "code explain",
      "run explain",
      "reproduce explain",
      "explain explain",
      "run train@forest-1,train@forest-2,train@ridge-1,train@ridge-2",
    ]);
  });

  it("shows below the graph all about the stage, and what can be done with it now", async () => {
    await opened.show(graph(teamStages), teamNows);
    await focusOn("stage explain");
    const details = opened.page.getByRole("region", { name: "explain" });
    assert.match(await details.innerText(), /changed dep pipeline\/explain\.ts[\s\S]*data\/explain\.csv/);
    await details.getByRole("button", { name: "Why stale" }).click();
    await focusOn("stage train@forest-2");
    await button(/^Cancel$/).click();
    await focusOn("stage clean");
    assert.equal(await button("Why stale").count(), 0);
    await button("Reproduce from here").click();
    assert.deepEqual(await opened.requests(), [
      { type: "act", action: "explain", stages: ["explain"] },
      { type: "cancel" },
      { type: "act", action: "reproduce", stages: ["clean"] },
    ]);
  });

  it("gives the editor's own menu the stage that it is about", async () => {
    await opened.show(graph(teamStages), teamNows);
    const context = async (key: string) =>
      JSON.parse(
        (await opened.page.locator(`[data-key="${key}"]`).getAttribute("data-vscode-context")) ?? "",
      );
    const menu = { webviewSection: "stage", preventDefaultContextMenuItems: true };
    assert.deepEqual(await context("stage clean"), { ...menu, stages: ["clean"] });
    assert.equal((await context("group train")).stages.length, 4);
  });

  it("follows a run: signs and words change, the time ticks, and it is told politely, once", async () => {
    await opened.page.clock.install();
    await opened.show(graph(chain));
    const words = async () => (await opened.page.locator(".stage .state").allTextContents()).join(" | ");
    assert.equal(await words(), "up to date | up to date | up to date");
    const began = await opened.page.evaluate(() => Date.now());
    await opened.change([
      now("preprocess", "ran", { ms: 12 }),
      now("train", "running", { since: began }),
      now("evaluate", "pending"),
    ]);
    await opened.page.clock.runFor(3_100);
    assert.equal(await words(), "done · 12 ms | running · 3 s | waiting");
    assert.equal(await heard(), "preprocess: done. train: running.");
    await opened.change([
      now("train", "failed", { ms: 3_200, why: ["never ran"] }),
      now("evaluate", "skipped"),
    ]);
    await opened.page.clock.runFor(600);
    assert.equal(await words(), "done · 12 ms | failed · 3.2 s | skipped");
    assert.equal(await heard(), "train: failed. evaluate: skipped.");
    await opened.change([now("train", "stale", { why: ["changed dep data/preprocess.csv"] })]);
    await opened.page.clock.runFor(600);
    assert.equal(await heard(), "train: failed. evaluate: skipped.", "an edit interrupts nobody");
  });

  it("fits the window when it opens and when it is resized, zooms by keys, wheel and buttons, and fits again", async () => {
    await opened.show(graph(teamStages), teamNows);
    const fitted = await opened.scale();
    assert.ok(fitted < 1);
    const fits = () =>
      opened.page
        .locator(".view")
        .evaluate((view) => view.scrollWidth <= view.clientWidth && view.scrollHeight <= view.clientHeight);
    assert.ok(await fits());
    await opened.page.setViewportSize({ width: 500, height: 500 });
    await opened.page.waitForFunction((before) => {
      const drawing = document.querySelector(".drawing");
      return drawing !== null && new DOMMatrix(getComputedStyle(drawing).transform).a < before;
    }, fitted);
    assert.ok(await fits());
    const scales = [await opened.scale()];
    for (const act of [
      () => press("Control+="),
      () => press("+"),
      () => press("Control+-"),
      () => button("Zoom in").click(),
    ]) {
      await act();
      scales.push(await opened.scale());
    }
    const [small = 0, one = 0, two = 0, three = 0, four = 0] = scales;
    assert.ok(small < one && one < two && three < two && three < four);
    await opened.page.mouse.move(200, 200);
    await opened.page.keyboard.down("Control");
    await opened.page.mouse.wheel(0, -200);
    await opened.page.keyboard.up("Control");
    await opened.page.waitForFunction((before) => {
      const drawing = document.querySelector(".drawing");
      return drawing !== null && new DOMMatrix(getComputedStyle(drawing).transform).a > before;
    }, four);
    await press("Control+0");
    assert.ok(await fits());
  });

  it("keeps the point under the wheel where it is, and is moved by dragging its ground", async () => {
    await opened.show(graph(teamStages), teamNows);
    const clean = opened.page.locator('[data-key="stage clean"]');
    const before = await clean.boundingBox();
    assert.ok(before);
    await opened.page.mouse.move(before.x, before.y);
    await opened.page.keyboard.down("Control");
    await opened.page.mouse.wheel(0, -300);
    await opened.page.keyboard.up("Control");
    await opened.page.waitForFunction((width) => {
      const element = document.querySelector('[data-key="stage clean"]');
      return element !== null && element.getBoundingClientRect().width > width * 2;
    }, before.width);
    const zoomed = await clean.boundingBox();
    assert.ok(zoomed && Math.abs(zoomed.y - before.y) < 3, `${zoomed?.y} was ${before.y}`);
    await opened.page.mouse.move(20, 400);
    await opened.page.mouse.down();
    await opened.page.mouse.move(60, 340, { steps: 4 });
    await opened.page.mouse.up();
    const dragged = await clean.boundingBox();
    assert.ok(dragged && Math.abs(dragged.y - (zoomed.y - 60)) < 3, `${dragged?.y} was ${zoomed.y}`);
  });

  it("is the same after being hidden: scale, and the stage that has the keyboard", async () => {
    await opened.show(graph(teamStages), teamNows);
    await focusOn("stage compare");
    await press("+", "+");
    const scale = await opened.scale();
    await opened.page.reload();
    await opened.show(graph(teamStages), teamNows);
    assert.equal(await opened.scale(), scale);
    assert.equal(await opened.focused(), "stage compare");
  });

  it("keeps the keyboard where it is while stages come and go around it", async () => {
    await opened.show(graph(chain));
    await focusOn("stage train");
    await opened.show(graph([...chain, stage("report", ["evaluate"])]));
    assert.equal(await opened.focused(), "stage train");
  });

  it("lists its keys on ?", async () => {
    await opened.show(graph(chain));
    await press("?");
    assert.match(await opened.page.getByRole("dialog").innerText(), /what reads from it/);
    await press("Escape");
    assert.equal(await opened.page.getByRole("dialog").count(), 0);
  });

  it("shows another participant's run, with nothing to run or open; in its order, where no more is told", async () => {
    const states: ShownState[] = ["ran", "running", "pending"];
    const told = (stages: readonly GraphStage[], withNeeds: boolean) =>
      stages.map(({ name, needs }) => ({
        name,
        reads: [],
        writes: [],
        needs: withNeeds ? needs.map(({ stage: need }) => ({ stage: need, paths: [] })) : [],
      }));
    const nows = chain.map(({ name }, place) => now(name, states[place]));
    await opened.show(graph(told(chain, true), { of: "shared", runner: ana }), nows);
    assert.equal(await opened.page.locator(".edge .line").count(), 2);
    assert.equal(await opened.page.locator(".label").count(), 0);
    await focusOn("stage train");
    await press("Enter", "r");
    assert.deepEqual(await opened.requests(), []);
    assert.equal(await opened.page.locator(".actions, [data-vscode-context]").count(), 0);
    const words = () => opened.page.locator("body").innerText();
    assert.match(await words(), /Ana’s run 14 · Ana drives/);
    await opened.show(graph(told(chain, false), { of: "shared", runner: ana }), nows);
    assert.match(await words(), /In the order of the run/);
    assert.equal(await opened.page.locator(".stage").count(), 3);
  });

  it("says what to do where there is nothing to draw", async () => {
    const cases: [PipelineGraph, RegExp, string | null][] = [
      [{ state: "noProject" }, /No pipeline in this folder yet[\s\S]*In a session/, "New workshop"],
      [{ state: "untrusted" }, /not trusted/, "Manage workspace trust"],
      [
        { state: "unusable", problems: [broken] },
        /cannot be drawn[\s\S]*a bracket is missing/,
        "Open dvc.yaml",
      ],
    ];
    for (const [state, words, name] of cases) {
      await opened.show(state);
      assert.match(await opened.words(), words);
      if (name !== null) await button(name).click();
    }
    await button("dvc.yaml:3:5").click();
    assert.deepEqual(
      (await opened.requests()).map(({ type }) => type),
      ["newWorkshop", "manageTrust", "openPipeline", "openProblem"],
    );
    await opened.show({ state: "reading" });
    assert.equal(await opened.page.locator(".skeleton").count(), 1);
  });

  it("takes every text as text", async () => {
    for (const words of [...injections, "__proto__"]) {
      const hostile = [stage(words), stage(`group@${words}`, [words]), stage("group@b", [words])];
      await opened.show(
        graph(hostile, { runner: { ...ana, name: words } }),
        hostile.map(({ name }) => now(name, "stale", { why: [words, words] })),
      );
      await opened.page.locator(".stage").last().focus();
      assert.equal(await opened.page.locator(".stage").count(), 3);
      assert.equal(await opened.page.evaluate(() => Reflect.has(window, "broken")), false);
    }
  });

  it("ignores what is no message of the extension's", async () => {
    await opened.show(graph(chain));
    for (const message of [null, "graph", { type: "graph" }, { type: "graph", graph: { state: "stages" } }])
      await opened.post(message);
    assert.equal(await opened.page.locator(".stage").count(), 3);
  });

  it("draws five hundred stages of a matrix in one frame, and changes one of them alone", async () => {
    const seeds = Array.from({ length: 498 }, (_, seed) => `train@forest-${seed}`);
    const stages = [
      stage("prepare"),
      ...seeds.map((name) => stage(name, ["prepare"])),
      stage("compare", seeds),
    ];
    await opened.show(graph(stages));
    assert.equal(await opened.page.locator(".stage").count(), 500);
    assert.equal(await opened.page.locator(".edge .line").count(), 2);
    await opened.page.evaluate(() => {
      const touched = new Set<string>();
      Object.assign(window, { touched });
      const note = (node: Node | null) => {
        const element = node instanceof Element ? node : node?.parentElement;
        const key = element?.closest<HTMLElement>(".stage")?.dataset["key"];
        if (key !== undefined) touched.add(key);
      };
      new MutationObserver((changes) => {
        for (const { target } of changes) note(target);
      }).observe(document.body, { attributes: true, childList: true, characterData: true, subtree: true });
    });
    await opened.change([now("train@forest-250", "failed")]);
    const touched = await opened.page.evaluate((): string[] => Array.from(Reflect.get(window, "touched")));
    assert.deepEqual(touched, ["stage train@forest-250"]);
  });
});

describe("the pipeline graph's page, for everybody", () => {
  const pages = graphSuite();
  const states: [string, PipelineGraph][] = [
    ["a team's pipeline", graph(teamStages)],
    ["the driver's run", graph(teamStages, { of: "shared", runner: ana })],
    [
      "the driver's run, whose order is all that is told",
      graph([stage("one")], { of: "shared", runner: ana }),
    ],
    ["no project", { state: "noProject" }],
    ["an untrusted folder", { state: "untrusted" }],
    ["a broken file", { state: "unusable", problems: [broken] }],
  ];

  for (const theme of Object.values(vscodeThemes)) {
    it(`has nothing that axe objects to in ${theme.name}`, async () => {
      const opened = await pages.open({ theme, reducedMotion: "reduce" });
      for (const [name, state] of states) {
        await opened.show(state, teamNows);
        assert.deepEqual(await axeFindings(opened.page), [], name);
      }
    });
  }

  it("keeps states and lines visible under the system's own contrast colours", async () => {
    const opened = await pages.open({ forcedColors: "active", reducedMotion: "reduce" });
    await opened.show(graph(teamStages), teamNows);
    const [line, icon, ground] = await opened.page.evaluate(() => [
      getComputedStyle(document.querySelector(".edge .line") ?? document.body).stroke,
      getComputedStyle(document.querySelector(".state-icon path") ?? document.body).stroke,
      getComputedStyle(document.body).backgroundColor,
    ]);
    assert.notEqual(line, ground);
    assert.notEqual(icon, ground);
    assert.deepEqual(await axeFindings(opened.page), []);
  });

  it("never scrolls the page, from 300 pixels up, and moves nothing for those who asked for less motion", async () => {
    const opened = await pages.open({ reducedMotion: "reduce" });
    await opened.show(graph(teamStages), teamNows);
    for (const width of [300, 480, 800, 1600]) {
      await opened.page.setViewportSize({ width, height: 600 });
      const overflow = await opened.page.evaluate(
        () =>
          document.documentElement.scrollWidth -
          window.innerWidth +
          document.documentElement.scrollHeight -
          window.innerHeight,
      );
      assert.ok(overflow <= 0, `${overflow} px more than ${width}`);
    }
    assert.equal(await opened.page.evaluate(() => document.getAnimations().length), 0);
  });
});
