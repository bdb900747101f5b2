/** The error that a promise or a call ends with, when it is of the given class; anything else fails the test. */
import assert from "node:assert/strict";

type ErrorClass<Kind> = new (...args: never[]) => Kind;

export async function rejection<Kind extends Error>(
  kind: ErrorClass<Kind>,
  work: () => unknown,
): Promise<Kind> {
  try {
    await work();
  } catch (error) {
    assert.ok(error instanceof kind, `${kind.name} expected, got ${error}`);
    return error;
  }
  return assert.fail(`${kind.name} expected, but it succeeded`);
}
