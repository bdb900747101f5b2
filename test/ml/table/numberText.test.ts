import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isNumberText, losesDigits } from "#ml/table/numberText.ts";

test("a whole number loses digits when it comes back with others", () => {
  for (const text of [
    "9007199254740993",
    "-9007199254740993",
    " +0012345678901234567891 ",
    "9".repeat(400),
  ]) {
    assert.ok(losesDigits(text), text);
  }
  for (const text of ["9007199254740992", `1${"0".repeat(23)}`, "-0", "0".repeat(30), `${"0".repeat(30)}7`]) {
    assert.ok(!losesDigits(text), text);
  }
});

test("a fraction, an exponent and what is no number lose none", () => {
  for (const text of ["3.14159265358979323846", "1e300", "9007199254740993x", "", " ".repeat(20)]) {
    assert.ok(!losesDigits(text), text);
  }
});

test("no number loses digits as it is written, and whole numbers that lose none stay different", () => {
  const written = fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
    assert.ok(isNumberText(String(value)) && !losesDigits(String(value)));
  });
  fc.assert(written, { seed: 20_240_110 });
  const near = fc.bigInt({ min: 2n ** 53n, max: 2n ** 53n + 2000n });
  const different = fc.property(near, near, (one, other) => {
    fc.pre(one !== other && !losesDigits(`${one}`) && !losesDigits(`${other}`));
    assert.notEqual(Number(one), Number(other));
  });
  fc.assert(different, { seed: 20_240_111 });
});
