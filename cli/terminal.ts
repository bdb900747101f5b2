/** What the command writes, and how: plain text, coloured only where a person reads it in a terminal. */
import { once } from "node:events";
import type { Writable } from "node:stream";
import { stripVTControlCharacters, styleText } from "node:util";
import { durationOf } from "#protocol/duration.ts";

export type Style = "bold" | "dim" | "green" | "yellow" | "red";

export interface Terminal {
  /** One line, without its end. */
  line(text: string): void;
  style(style: Style, text: string): string;
  /** What a program printed: its colours only where colours are welcome. */
  foreign(text: string): string;
}

/** A reader that has gone away (`baton run | head`) is no failure of the run. */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

/**
 * Resolves when the stream has room again, or nobody reads it any more. Who writes without asking piles up what
 * the reader has not taken, until the system refuses to take it in one go.
 */
export async function roomOn(stream: Writable): Promise<void> {
  if (!stream.writableNeedDrain || stream.destroyed) return;
  const asked = new AbortController();
  const { signal } = asked;
  const gone = ["drain", "close", "error"].map((event) => once(stream, event, { signal }));
  await Promise.race(gone).catch(() => undefined);
  asked.abort();
  await Promise.allSettled(gone);
}

interface Output {
  readonly isTTY?: boolean | undefined;
  readonly destroyed: boolean;
  write(text: string): unknown;
}

export function terminalOn(stream: Output, env: NodeJS.ProcessEnv = process.env): Terminal {
  const coloured = stream.isTTY === true && (env["NO_COLOR"] ?? "") === "";
  return {
    line(text) {
      if (!stream.destroyed) stream.write(`${text}\n`);
    },
    style: (style, text) => (coloured ? styleText(style, text, { validateStream: false }) : text),
    foreign: (text) => (coloured ? text : stripVTControlCharacters(text)),
  };
}

/** Columns as wide as their widest cell, two spaces apart. `right`: the columns of numbers. */
export function alignColumns(
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  const pad = (cell: string, index: number): string =>
    right.has(index) ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0);
  return rows.map((row) => row.map(pad).join("  ").trimEnd());
}

/** `35 ms`, `1.4 s`, `2 min 5 s`. */
export function formatDuration(ms: number): string {
  const duration = durationOf(ms);
  switch (duration.unit) {
    case "milliseconds":
      return `${duration.count} ms`;
    case "seconds":
      return `${duration.count} s`;
    case "minutes":
      return `${duration.minutes} min ${duration.seconds} s`;
  }
}
