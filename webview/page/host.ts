/**
 * The way to the extension: messages out, and the little that survives a hidden page, each part under its name. What
 * comes in is parsed by the page that knows its shape.
 */
import * as z from "zod";

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const editor = acquireVsCodeApi();

/** Each page has a function of its own that sends what it may ask. */
export function post(message: unknown): void {
  editor.postMessage(message);
}

const keptSchema = z.record(z.string(), z.unknown()).catch({});

export function keep(part: string, value: unknown): void {
  editor.setState({ ...keptSchema.parse(editor.getState()), [part]: value });
}

/** What was kept, as far as it fits the schema: a `catch` says what else. */
export function kept<Value>(part: string, schema: z.ZodType<Value>): Value {
  return schema.parse(keptSchema.parse(editor.getState())[part]);
}
