/**
 * Types of the scripts that are JavaScript because they run before there is anything to strip types with. Declared
 * by name, not beside them: tools would take a declaration file beside a module for the module.
 */
declare module "*/setup.mjs" {
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
}

declare module "*/options.mjs" {
  export interface StartOptions {
    /** Absolute; undefined for a temporary one. */
    readonly folder: string | undefined;
    /** Absolute; undefined for the synthetic sample. */
    readonly data: string | undefined;
    readonly editor: boolean;
    readonly port: number | undefined;
    readonly help: boolean;
  }
  export const usage: string;
  /** Throws an error with a sentence when the command line is not understood. */
  export function parseOptions(args: readonly string[]): StartOptions;
}
