import assert from "node:assert/strict";
import { test } from "node:test";
import { requireKnown, requireWhole } from "#ml/checks.ts";

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

test("settings are taken by name only, and only those there are", () => {
  const refused = (settings: unknown) => () =>
    Reflect.apply(requireKnown, null, ["a forest", settings, ["trees", "seed"]]);
  for (const settings of [null, 100, "trees", [1], new Float64Array(2), () => 1]) {
    assert.throws(refused(settings), {
      name: "RangeError",
      message: "a forest takes its settings by name: { trees, seed }",
    });
  }
  assert.throws(refused({ tree: 1 }), /a forest has no setting 'tree'; it has: trees, seed/);
  refused({ seed: 1 })();
});
