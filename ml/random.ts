/**
 * The toolkit's only source of chance: the same seed gives the same numbers on every machine. Not for secrets.
 *
 * The generator is xoshiro128** 1.1 by David Blackman and Sebastiano Vigna (https://prng.di.unimi.it/xoshiro128starstar.c);
 * its four words of state come from the seed through SplitMix32, with MurmurHash3's 32-bit finalizer.
 */

/** A stream of random numbers that its seed decides. */
export interface Random {
  /** The next whole number from 0 to 2^32 - 1. */
  next(): number;
  /** A whole number from 0 to `bound` - 1; `bound` at most 2^32. */
  below(bound: number): number;
}

/** A generator started with four 32-bit words, not all zero. */
export function xoshiro128(first: number, second: number, third: number, fourth: number): Random {
  let a = first | 0;
  let b = second | 0;
  let c = third | 0;
  let d = fourth | 0;

  function next(): number {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  }

  return { next, below: (bound) => Math.floor((next() / 0x1_0000_0000) * bound) };
}

/**
 * A generator for a seed, any whole number.
 * @throws {RangeError} when the seed is not a whole number
 */
export function seededRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be a whole number, not ${String(seed)}`);
  // Both halves of the seed count, so that seeds beyond 32 bits stay different.
  const low = seed | 0;
  const high = Math.floor(seed / 0x1_0000_0000) | 0;
  return xoshiro128(
    splitMix32(low, 1),
    splitMix32(low, 2),
    splitMix32(low ^ Math.imul(high, 0x85ebca6b), 3),
    splitMix32(low + high, 4),
  );
}

/** The `step`-th output of SplitMix32 from `seed`. */
function splitMix32(seed: number, step: number): number {
  let word = (seed + Math.imul(step, 0x9e3779b9)) | 0;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}

/** `0` to `length - 1` in random order (Fisher and Yates, in Durstenfeld's form). */
export function shuffledIndices(length: number, random: Random): Uint32Array {
  const indices = Uint32Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const value = indices[last] ?? 0;
    indices[last] = indices[other] ?? 0;
    indices[other] = value;
  }
  return indices;
}
