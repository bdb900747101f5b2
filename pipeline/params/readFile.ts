/** What a format makes of a file's text. */
import type { ValueMap } from "../format/value.ts";

export type ReadFile =
  | { type: "values"; root: ValueMap }
  /** `line` and `column` are 1-based. */
  | { type: "invalid"; why: string; line: number; column: number };
