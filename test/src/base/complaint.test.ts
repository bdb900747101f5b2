/** What a person is told of an error, and what is kept for the log. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ClientClosedError } from "#client/clientClosedError.ts";
import { ScaffoldError } from "#scaffold/scaffoldError.ts";
import { Complaint, failureOf } from "#src/base/complaint.ts";

test("an error that was written for people is told in its own words", () => {
  const sentence = "train.ts is not there any more.";
  assert.deepEqual(failureOf(new Complaint(sentence)), { type: "complaint", sentence });
  assert.deepEqual(failureOf(new ScaffoldError("not-found", sentence)), { type: "complaint", sentence });
});

test("what a person cancelled themselves is not told", () => {
  assert.deepEqual(failureOf(new ScaffoldError("cancelled", "Cancelled.")), { type: "cancelled" });
  assert.deepEqual(failureOf(new ClientClosedError()), { type: "cancelled" });
});

test("any other error is a fault, kept with its stack", () => {
  const failure = failureOf(new TypeError("x is not a function"));
  assert.equal(failure.type, "fault");
  assert.match(failure.type === "fault" ? failure.stack : "", /^TypeError: x is not a function\n\s+at /);
  assert.deepEqual(failureOf("just words"), { type: "fault", stack: "just words" });
});
