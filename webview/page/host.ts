/**
 * The way to the extension: messages out, and the little that survives a hidden page (where one has scrolled to,
 * what has the keyboard). What comes in is parsed by the page that knows its shape.
 */
import * as z from "zod";
import type { FromPanel } from "#protocol/metricsPanel.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const keptSchema = z.object({ scroll: z.number(), focus: z.string().nullable() });
export type Kept = z.infer<typeof keptSchema>;

const editor = acquireVsCodeApi();

export function send(message: FromPanel): void {
  editor.postMessage(message);
}

export function keep(kept: Kept): void {
  editor.setState(kept);
}

export function kept(): Kept {
  return keptSchema.catch({ scroll: 0, focus: null }).parse(editor.getState());
}
