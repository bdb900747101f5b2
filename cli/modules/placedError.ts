/** An error of which we know where in the team's source it stands, without looking at a stack. */
import { readFileSync } from "node:fs";

export interface Place {
  /** Absolute. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based; null when only the line is known. */
  readonly column: number | null;
}

export class PlacedError extends Error {
  readonly place: Place | null;

  constructor(name: string, message: string, place: Place | null) {
    super(message);
    this.name = name;
    this.place = place;
  }
}

/** Where a module names another one; null when its text doesn't show it. */
export function placeOfImport(file: string, specifier: string): Place | null {
  const lines = readFileSync(file, "utf8").split("\n");
  const quoted = [`"${specifier}"`, `'${specifier}'`];
  for (const [index, text] of lines.entries()) {
    const column = Math.max(...quoted.map((name) => text.indexOf(name)));
    if (column >= 0) return { file, line: index + 1, column: column + 1 };
  }
  return null;
}
