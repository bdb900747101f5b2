/**
 * Seeded random numbers for the synthetic sample. Only integer and exactly rounded arithmetic (no logarithms, no
 * cosines), so that a seed gives the same bytes on every machine.
 */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Near-normal: mean 0, standard deviation 1, within ±6. */
  normal(): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the levels, in proportion to its weight; a weight below zero counts as zero. */
  pick<Level>(levels: readonly (readonly [Level, number])[]): Level;
}

/** The generator mulberry32 (Tommy Ettinger, 2017, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function seededRandom(seed: number): Random {
  const uniform = mulberry32(seed);

  /** Sum of twelve uniforms less six (Irwin-Hall): variance exactly 1. */
  function normal(): number {
    let sum = -6;
    for (let draw = 0; draw < 12; draw++) sum += uniform();
    return sum;
  }

  function pick<Level>(levels: readonly (readonly [Level, number])[]): Level {
    const total = levels.reduce((sum, [, weight]) => sum + Math.max(0, weight), 0);
    let left = uniform() * total;
    for (const [level, weight] of levels) {
      left -= Math.max(0, weight);
      if (left < 0) return level;
    }
    const last = levels.at(-1);
    if (last === undefined) throw new RangeError("pick needs at least one level");
    return last[0];
  }

  return { uniform, normal, chance: (probability) => uniform() < probability, pick };
}
