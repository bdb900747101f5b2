/** Passes a value on only when it differs from the last one: what looks the same need not be drawn again. */
import { isDeepStrictEqual } from "node:util";

export function whenDifferent<Value>(pass: (value: Value) => void): (value: Value) => void {
  let last: { readonly value: Value } | null = null;
  return (value) => {
    if (last !== null && isDeepStrictEqual(last.value, value)) return;
    last = { value };
    pass(value);
  };
}
