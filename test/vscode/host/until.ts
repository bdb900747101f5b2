/** Waits for what the editor tells nobody of: lenses, a list, marks in a text. */
import { setTimeout as delay } from "node:timers/promises";

/** Asks until what it gives is as expected. */
export async function until<Value>(
  ask: () => PromiseLike<Value>,
  expected: (value: Value) => boolean,
): Promise<Value> {
  for (;;) {
    const value = await ask();
    if (expected(value)) return value;
    await delay(50);
  }
}
