import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom, shuffledIndices, xoshiro128 } from "#ml/random.ts";

/** The reference algorithm, written once more from its C source with numbers that cannot overflow. */
function* reference(state: [bigint, bigint, bigint, bigint]): Generator<number> {
  const word = (value: bigint) => value & 0xffffffffn;
  const rotate = (value: bigint, by: bigint) => word((value << by) | (value >> (32n - by)));
  let [a, b, c, d] = state;
  for (;;) {
    yield Number(word(rotate(word(b * 5n), 7n) * 9n));
    const shifted = word(b << 9n);
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11n);
  }
}

test("the generator is xoshiro128**", () => {
  const random = xoshiro128(0x12345678, 0x9abcdef0, 0xdeadbeef, 0xfeedf00d);
  const expected = reference([0x12345678n, 0x9abcdef0n, 0xdeadbeefn, 0xfeedf00dn]);
  for (let draw = 0; draw < 1000; draw++) assert.equal(random.next(), expected.next().value);
});

test("a seed gives the same numbers again, on every machine", () => {
  const draw = (seed: number) => {
    const random = seededRandom(seed);
    return [random.next(), random.next(), random.next()];
  };
  assert.deepEqual(draw(42), draw(42));
  assert.deepEqual(draw(42), [2837322924, 544945897, 479756282]);
  assert.notDeepEqual(draw(42), draw(43));
  assert.notDeepEqual(draw(1), draw(1 + 2 ** 32));
});

test("a seed that is not a whole number is refused", () => {
  for (const seed of [1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => seededRandom(seed), /seed must be a whole number, not /);
  }
});

test("numbers below a bound are about equally frequent", () => {
  const random = seededRandom(7);
  const counts = new Array<number>(6).fill(0);
  for (let draw = 0; draw < 60_000; draw++) {
    const value = random.below(6);
    counts[value] = (counts[value] ?? 0) + 1;
  }
  // Chi-squared with 5 degrees of freedom: beyond 20.5 lies one in a thousand.
  const chiSquared = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  assert.ok(chiSquared < 20.5, `chi-squared is ${chiSquared}`);
});

test("a shuffle holds every index once, and every order comes up", () => {
  const random = seededRandom(3);
  const orders = new Set<string>();
  for (let round = 0; round < 500; round++) orders.add(shuffledIndices(4, random).join());
  assert.equal(orders.size, 24);
  assert.deepEqual(
    [...shuffledIndices(50, random)].sort((a, b) => a - b),
    [...Array(50).keys()],
  );
});
