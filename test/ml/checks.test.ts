import assert from "node:assert/strict";
import { test } from "node:test";
import { requireWhole } from "#ml/checks.ts";

test("a whole number is asked for from the least on, as far as numbers are told apart", () => {
  requireWhole("seed", Number.MAX_SAFE_INTEGER, 0);
  const refusal = (message: string) => ({ name: "RangeError", message });
  assert.throws(
    () => requireWhole("seed", 2 ** 53, 0),
    refusal("seed must be a whole number of at most 9007199254740991, not 9007199254740992"),
  );
  assert.throws(
    () => requireWhole("trees", 0.5, 1),
    refusal("trees must be a whole number of at least 1, not 0.5"),
  );
  assert.throws(
    () => requireWhole("trees", "3", 1),
    refusal("trees must be a whole number of at least 1, not '3'"),
  );
});
