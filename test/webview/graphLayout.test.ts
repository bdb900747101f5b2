/** Where everything stands on the graph, and where the arrow keys lead: pure, so that thousands of pipelines are tried. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { GraphStage } from "#protocol/graphPanel.ts";
import { stage, teamStages } from "#support/graphPage.ts";
import type { Area } from "#webview/graph/geometry.ts";
import { type Layout, layoutOf, type PlacedBox } from "#webview/graph/layout.ts";
import { shapeOf } from "#webview/graph/shape.ts";
import { nextStop, type Step, stopsOf } from "#webview/graph/walk.ts";

/** Each stage needs some of those before it; some stand in groups. */
const pipelines = fc
  .array(
    fc.record({ group: fc.constantFrom("", "", "a", "b", "c"), needs: fc.array(fc.nat(), { maxLength: 3 }) }),
    {
      minLength: 1,
      maxLength: 24,
    },
  )
  .map((written): GraphStage[] => {
    const names = written.map(({ group }, place) => (group === "" ? `s${place}` : `${group}@${place}`));
    return written.map(({ needs }, place) => {
      const earlier = place === 0 ? [] : needs.map((need) => names[need % place] ?? "");
      return stage(names[place] ?? "", Array.from(new Set(earlier)));
    });
  });

function overlap(one: Area, other: Area): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function holds(outer: Area, inner: Area): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function pairs<Item>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((one, place) => items.slice(place + 1).map((other): [Item, Item] => [one, other]));
}

function boxOf({ boxes }: Layout, name: string): PlacedBox | undefined {
  return boxes.find(({ box }) => box.stages.some((each) => each.name === name));
}

describe("the layout of the graph", () => {
  const labelsOf = ({ links }: Layout) => links.flatMap(({ label }) => label?.area ?? []);
  const boxesOf = ({ boxes }: Layout) => boxes.map(({ area }) => area);

  it("lets nothing overlap, and keeps everything inside", () => {
    fc.assert(
      fc.property(pipelines, (stages) => {
        const layout = layoutOf(stages);
        const areas = [...boxesOf(layout), ...labelsOf(layout)];
        assert.deepEqual(
          pairs(areas).filter(([one, other]) => overlap(one, other)),
          [],
        );
        assert.ok(areas.every((area) => holds({ x: 0, y: 0, ...layout }, area)));
      }),
    );
  });

  it("keeps each stage of a group in its frame, beside the others", () => {
    fc.assert(
      fc.property(pipelines, (stages) => {
        for (const { area, stages: own } of layoutOf(stages).boxes) {
          assert.ok(own.every((placed) => holds(area, placed.area)));
          assert.ok(!pairs(own).some(([one, other]) => overlap(one.area, other.area)));
        }
      }),
    );
  });

  it("draws each stage once, below what it reads from", () => {
    fc.assert(
      fc.property(pipelines, (stages) => {
        const layout = layoutOf(stages);
        const drawn = layout.boxes.flatMap(({ stages: own }) => own.map((placed) => placed.stage.name));
        assert.deepEqual(drawn.sort(), stages.map(({ name }) => name).sort());
        for (const { name, needs } of stages)
          for (const need of needs) {
            const above = boxOf(layout, need.stage)?.area;
            const below = boxOf(layout, name)?.area;
            assert.ok(above && below && above.y + above.height < below.y);
          }
      }),
    );
  });

  it("puts a group in one frame, unless its stages need each other, by way of others too", () => {
    const frames = (stages: readonly GraphStage[]) =>
      shapeOf(stages).boxes.flatMap(({ name, isGroup, stages: own }) =>
        isGroup ? [`${name} ${own.length}`] : [],
      );
    assert.deepEqual(frames(teamStages), ["train 4"]);
    assert.deepEqual(frames([stage("a@1"), stage("a@2", ["a@1"])]), []);
    assert.deepEqual(frames([stage("a@1"), stage("b", ["a@1"]), stage("a@2", ["b"])]), []);
    // One of the two can be put together, not both: they would need each other.
    assert.deepEqual(frames([stage("a@1"), stage("b@1", ["a@1"]), stage("b@2"), stage("a@2", ["b@2"])]), [
      "a 2",
    ]);
  });

  it("says on each line what is read, of several files how many", () => {
    const labels = layoutOf(teamStages).links.map(({ label }) => label?.text);
    assert.ok(labels.includes("fetch.csv") && labels.includes("4 files"));
  });

  it("is not led astray by names that mean something to programs", () => {
    const names = ["__proto__", "constructor", "toString", "\u0000", "0"];
    const layout = layoutOf(names.map((name, place) => stage(name, names.slice(0, place))));
    assert.equal(layout.boxes.length, names.length);
    assert.equal(layout.links.length, 10);
  });
});

describe("a graph that somebody else tells", () => {
  it("is drawn and walked through, whatever it says needs what: circles, unknown stages, the same twice", () => {
    const name = fc.constantFrom("a", "b", "g@1", "g@2", "h@1", "h@2", "__proto__");
    const told = fc.array(fc.record({ name, needs: fc.array(name, { maxLength: 3 }) }), { maxLength: 10 });
    fc.assert(
      fc.property(told, (stages) => {
        const layout = layoutOf(stages.map(({ name: one, needs }) => stage(one, needs)));
        const drawn = layout.boxes.flatMap((box) => box.stages.map((placed) => placed.stage.name));
        assert.deepEqual(new Set(drawn), new Set(stages.map((each) => each.name)));
        const stops = stopsOf(layout);
        for (const stop of stops)
          for (const step of ["up", "down", "left", "right"] as const) nextStop(stops, stop, step);
      }),
    );
  });
});

describe("the keyboard's way through the graph", () => {
  const stops = stopsOf(layoutOf(teamStages));
  const from = (name: string, ...steps: Step[]) => {
    let at = stops.find((stop) => stop.key === name);
    for (const step of steps) at = at && (nextStop(stops, at, step) ?? at);
    return at?.key;
  };

  it("follows the data up and down, to a group as a whole, from each of its stages", () => {
    assert.equal(from("stage clean", "up"), "stage fetch");
    assert.equal(from("stage clean", "up", "up"), "stage fetch");
    assert.equal(from("stage train@forest-2", "down"), "stage compare");
    assert.equal(from("stage train@forest-2", "up"), "stage features");
    assert.equal(from("stage features", "down"), "group train", "the nearest of those that read from it");
    assert.equal(from("group train", "down"), "stage compare");
    assert.equal(from("group train", "up"), "stage features");
  });

  it("comes through everything by Right alone, layer after layer, and back by Left", () => {
    fc.assert(
      fc.property(pipelines, (stages) => {
        const all = stopsOf(layoutOf(stages));
        const seen = new Set([nextStop(all, all[0] ?? assert.fail(), "first")]);
        for (const stop of seen) {
          const next = stop && nextStop(all, stop, "right");
          if (next !== null) {
            assert.equal(nextStop(all, next, "left"), stop);
            seen.add(next);
          }
        }
        assert.equal(seen.size, all.length);
        assert.deepEqual(
          all.flatMap(({ isGroup, name }) => (isGroup ? [] : [name])).sort(),
          stages.map(({ name }) => name).sort(),
        );
      }),
    );
  });

  it("goes only where a stage reads from the other", () => {
    fc.assert(
      fc.property(pipelines, (stages) => {
        const all = stopsOf(layoutOf(stages));
        const readBy = new Map(stages.map(({ name, needs }) => [name, needs.map((need) => need.stage)]));
        for (const stop of all.filter(({ isGroup }) => !isGroup)) {
          const needs = readBy.get(stop.name) ?? [];
          const up = nextStop(all, stop, "up");
          assert.ok(up === null ? needs.length === 0 : needs.some((need) => up.stages.includes(need)));
          const down = nextStop(all, stop, "down");
          assert.ok(down === null || down.stages.some((name) => readBy.get(name)?.includes(stop.name)));
        }
      }),
    );
  });
});
