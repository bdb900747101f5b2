/** The outcome as the type that a test expects; fails by showing the one that came. */
import assert from "node:assert/strict";
import { inspect } from "node:util";

function isOf<T extends { type: string }, K extends T["type"]>(
  outcome: T,
  type: K,
): outcome is Extract<T, { type: K }> {
  return outcome.type === type;
}

export function expectType<T extends { type: string }, K extends T["type"]>(
  outcome: T,
  type: K,
): Extract<T, { type: K }> {
  if (isOf(outcome, type)) return outcome;
  assert.fail(`expected ${type}, got ${inspect(outcome, { depth: 5 })}`);
}
