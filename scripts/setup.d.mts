/** Types of setup.mjs, which is JavaScript because it runs before there is anything to strip types with. */

/** Runs `npm ci` unless node_modules already holds what package-lock.json names. */
export function ensureDependencies(options?: { signal?: AbortSignal }): Promise<void>;

/** Path of a Node that runs this project's TypeScript. Throws an error with a sentence when there is none. */
export function pinnedNode(): string;

/** Runs npm quietly; rejects with the end of what it printed, or with an AbortError. */
export function runNpm(
  args: readonly string[],
  options: { cwd: string; signal?: AbortSignal },
): Promise<void>;

/** Shows what is happening and for how long, while `work` goes on. */
export function step<Result>(title: string, work: () => Promise<Result>): Promise<Result>;
