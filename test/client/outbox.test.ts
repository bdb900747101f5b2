import assert from "node:assert/strict";
import { test } from "node:test";
import { type Outbox, shownUpTo, waiting, withAccepted, withCommand, without } from "#client/outbox.ts";

const two: Outbox<string> = withCommand(withCommand([], "a", "post"), "b", "vote");
const ids = (outbox: Outbox<string>) => outbox.map(({ id }) => id);

test("what has no answer is sent again in the order in which it was asked for", () => {
  assert.deepEqual(ids(waiting(two)), ["a", "b"]);
});

test("what the relay accepted is not sent again, but stays until the replica shows it", () => {
  const accepted = withAccepted(two, "a", 7);
  assert.deepEqual(ids(waiting(accepted)), ["b"]);
  assert.deepEqual(ids(shownUpTo(accepted, 6)), ["a", "b"]);
  assert.deepEqual(ids(shownUpTo(accepted, 7)), ["b"]);
});

test("what waits for its answer stays, however far the replica has come", () => {
  assert.equal(shownUpTo(two, 1_000), two);
});

test("the second answer to a command that was sent twice changes nothing", () => {
  const accepted = withAccepted(two, "a", 7);
  assert.deepEqual(withAccepted(accepted, "a", 9), accepted);
  assert.deepEqual(withAccepted(two, "unknown", 9), two);
});

test("a refused command leaves the outbox, the others keep their places", () => {
  assert.deepEqual(ids(without(two, "a")), ["b"]);
});
