/** Types of options.mjs. */
export interface StartOptions {
  /** Absolute; undefined for a temporary one. */
  readonly folder: string | undefined;
  /** Absolute. */
  readonly data: string | undefined;
  readonly editor: boolean;
  readonly port: number | undefined;
  readonly help: boolean;
}
export const usage: string;
export function parseOptions(args: readonly string[]): StartOptions;
