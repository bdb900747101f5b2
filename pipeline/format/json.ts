/** JSON as programs write it: Python's `NaN` and `Infinity` are let through as null, and an error has its place. */
export type ReadJson =
  | { type: "value"; value: unknown }
  /** `line` and `column` are 1-based. */
  | { type: "invalid"; why: string; line: number; column: number };

/** A string, which is left alone, or one of the words that JSON does not have. */
const notFinite = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;
const offsetOf = /at position (\d+)/;

export function readJson(text: string): ReadJson {
  const finite = text.replace(notFinite, (found) =>
    found.startsWith('"') ? found : "null".padEnd(found.length),
  );
  const failure = attempt(finite);
  if (failure.type === "value") return failure;
  const lines = text.slice(0, failure.offset).split("\n");
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return { type: "invalid", why: failure.why, line: lines.length, column };
}

type Attempt = { type: "value"; value: unknown } | { type: "invalid"; why: string; offset: number };

function attempt(text: string): Attempt {
  const error = parse(text);
  if (!(error instanceof SyntaxError)) return { type: "value", value: error };
  const why = error.message
    .replace(/, [\s\S]*is not valid JSON$/, "")
    .replace(/ in JSON at position[\s\S]*$/, "");
  const offset = offsetOf.exec(error.message)?.[1];
  return { type: "invalid", why, offset: offset === undefined ? wrongFrom(text) : Number(offset) };
}

/** For files of our own making: what is damaged holds nothing. */
export function jsonOrNull(text: string): unknown {
  const value = parse(text);
  return value instanceof SyntaxError ? null : value;
}

/** Gives the error of a text that is not JSON, as its value. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

/** The runtime does not always tell where: it is where a longer beginning is wrong and a shorter one only unfinished. */
function wrongFrom(text: string): number {
  let unfinished = 0;
  let wrong = text.length + 1;
  while (wrong - unfinished > 1) {
    const middle = Math.floor((unfinished + wrong) / 2);
    if (isUnfinished(text.slice(0, middle))) unfinished = middle;
    else wrong = middle;
  }
  return unfinished;
}

function isUnfinished(beginning: string): boolean {
  const error = parse(beginning);
  if (!(error instanceof SyntaxError)) return true;
  const offset = offsetOf.exec(error.message)?.[1];
  return error.message.startsWith("Unexpected end") || Number(offset) === beginning.length;
}
