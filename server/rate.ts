/** A rate as a bucket of tokens: so many at once, refilled steadily. Instants are monotonic milliseconds. */
export interface Rate {
  /** False: too fast. */
  take(now: number): boolean;
}

export function createRate(perSecond: number, atOnce: number): Rate {
  let tokens = atOnce;
  let at: number | null = null;
  return {
    take(now) {
      tokens = Math.min(atOnce, tokens + ((at === null ? 0 : now - at) * perSecond) / 1000);
      at = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
