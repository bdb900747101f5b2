/** One notification at a time. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { NoticeQueue } from "#src/session/notices/noticeQueue.ts";

function shownBy(queue: NoticeQueue) {
  const shown: string[] = [];
  const closers = new Map<string, () => void>();
  const add = (kind: string, name = kind) =>
    queue.add({
      kind,
      show: () =>
        new Promise((resolve) => {
          shown.push(name);
          closers.set(name, resolve);
        }),
    });
  return { shown, add, close: (name: string) => closers.get(name)?.() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("the next is shown when the one before was closed, of each kind the newest", async () => {
  const queue = new NoticeQueue();
  const { shown, add, close } = shownBy(queue);
  add("next");
  add("outcome", "first outcome");
  add("hand");
  add("outcome", "second outcome");
  assert.deepEqual(shown, ["next"]);
  close("next");
  await settled();
  close("hand");
  await settled();
  assert.deepEqual(shown, ["next", "hand", "second outcome"]);
  queue.dispose();
});

test("one that nobody closes makes room after a while", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const queue = new NoticeQueue();
  const { shown, add } = shownBy(queue);
  add("next");
  add("hand");
  mock.timers.tick(10_000);
  assert.deepEqual(shown, ["next", "hand"]);
  queue.dispose();
  mock.timers.reset();
});

test("one that fails does not hold up the others", async () => {
  const queue = new NoticeQueue();
  const { shown, add } = shownBy(queue);
  queue.add({ kind: "broken", show: () => Promise.reject(new Error("no")) });
  add("hand");
  await settled();
  assert.deepEqual(shown, ["hand"]);
  queue.dispose();
});

test("after disposal nothing more is shown", async () => {
  const queue = new NoticeQueue();
  const { shown, add, close } = shownBy(queue);
  add("next");
  add("hand");
  queue.dispose();
  close("next");
  await settled();
  assert.deepEqual(shown, ["next"]);
});
