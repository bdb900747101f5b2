/** Sentences for settings that make no sense, so that every function refuses them in the same words. */

/** @throws {RangeError} unless `value` is a whole number from `least` on, below 2^53: beyond, some are the same */
export function requireWhole(name: string, value: unknown, least: number): void {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= least) return;
  const most = Number.MAX_SAFE_INTEGER;
  const bound = typeof value === "number" && value > most ? `at most ${most}` : `at least ${least}`;
  throw new RangeError(`${name} must be a whole number of ${bound}, not ${shown(value)}`);
}

/** @throws {RangeError} unless `value` is a share: from 0, below 1 */
export function requireShare(name: string, value: unknown): void {
  if (typeof value === "number" && value >= 0 && value < 1) return;
  throw new RangeError(`${name} must be a share from 0 to below 1, such as 0.2, not ${shown(value)}`);
}

/** @throws {RangeError} when `settings` are not given by name, or name something that is not in `known` */
export function requireKnown(what: string, settings: object, known: readonly string[]): void {
  if (
    typeof settings !== "object" ||
    settings === null ||
    Array.isArray(settings) ||
    ArrayBuffer.isView(settings)
  ) {
    throw new RangeError(`${what} takes its settings by name: { ${known.join(", ")} }`);
  }
  const unknown = Object.keys(settings).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`${what} has no setting '${unknown}'; it has: ${known.join(", ")}`);
  }
}

export function shown(value: unknown): string {
  return typeof value === "string" ? `'${value}'` : String(value);
}

/** @throws {TypeError} for a promise: what it stands for is not there yet */
export function requireAwaited(place: string, value: unknown): void {
  if (!(value instanceof Promise)) return;
  throw new TypeError(`${place}: this is still a promise; put 'await' before what makes it`);
}
