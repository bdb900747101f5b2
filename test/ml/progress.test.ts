import assert from "node:assert/strict";
import { test } from "node:test";
import { oneByOne } from "#ml/progress.ts";

test("pieces are done one after the other, in order, and each is told", async () => {
  const told: string[] = [];
  const results = await oneByOne(
    ["a", "b"],
    async (item, index) => {
      told.push(`${item} begins`);
      await Promise.resolve();
      told.push(`${item} ends`);
      return `${item}${index}`;
    },
    { onProgress: (done, total) => told.push(`${done} of ${total}`) },
  );
  assert.deepEqual(results, ["a0", "b1"]);
  assert.deepEqual(told, ["a begins", "a ends", "1 of 2", "b begins", "b ends", "2 of 2"]);
});

test("others get their turn between two pieces", async () => {
  const order: string[] = [];
  setImmediate(() => order.push("other"));
  await oneByOne([1, 2], (item) => order.push(`piece ${item}`), {});
  assert.deepEqual(order, ["piece 1", "other", "piece 2"]);
});

test("it rejects with the signal's reason, before the first piece or after the one under way", async () => {
  const early = new Error("early");
  const untouched = () => assert.fail("a piece was done");
  await assert.rejects(oneByOne([1], untouched, { signal: AbortSignal.abort(early) }), early);
  const controller = new AbortController();
  const late = new Error("late");
  const done: number[] = [];
  const work = (item: number) => {
    done.push(item);
    controller.abort(late);
  };
  await assert.rejects(oneByOne([1, 2], work, { signal: controller.signal }), late);
  assert.deepEqual(done, [1]);
});

test("what a piece throws ends it", async () => {
  const broken = new Error("broken");
  const work = () => {
    throw broken;
  };
  await assert.rejects(oneByOne([1, 2], work, {}), broken);
});
