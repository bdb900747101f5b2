/**
 * Cuts what a process prints into lines as they come: UTF-8 that falls apart between chunks, progress bars that
 * overwrite their line with `\r`, and lines without an end.
 */

/** Characters of one line that are kept; the rest of it is dropped, and the line says so. */
export const maximumLineLength = 65_536;
/** Milliseconds between two states of a progress bar that are passed on. */
const progressInterval = 250;

export interface LineSplitter {
  push(chunk: Uint8Array): void;
  /** The output is over: passes on what has no line end. */
  end(): void;
}

const cutNote = ` … (line cut after ${maximumLineLength} characters)`;

/** `now` in milliseconds. */
export function lineSplitter(
  onLine: (line: string) => void,
  now: () => number = performance.now,
): LineSplitter {
  const decoder = new TextDecoder("utf-8");
  /** What stands since the last line end. Empty while the rest of an overlong line is dropped. */
  let text = "";
  let dropping = false;
  /** The line so far is a progress bar: an empty rest is no empty line. */
  let progressing = false;
  let progressShown = Number.NEGATIVE_INFINITY;
  let progressHeld: string | null = null;

  function progress(line: string): void {
    progressing = true;
    if (line === "") return;
    if (now() - progressShown < progressInterval) {
      progressHeld = line;
      return;
    }
    progressShown = now();
    progressHeld = null;
    onLine(line);
  }

  function finish(line: string): void {
    if (line !== "" || !progressing) onLine(line);
    else if (progressHeld !== null) onLine(progressHeld);
    progressing = false;
    progressHeld = null;
  }

  function close(line: string, end: string): void {
    if (dropping) dropping = false;
    else if (end === "\r") progress(line);
    else finish(line);
  }

  function cutLongLine(): void {
    if (text.length <= maximumLineLength) return;
    if (!dropping) finish(text.slice(0, maximumLineLength) + cutNote);
    dropping = true;
    text = "";
  }

  function add(more: string): void {
    text += more;
    let start = 0;
    // A last `\r` may be half of `\r\n`: it waits for what follows.
    for (const match of text.matchAll(/\r\n|\n|\r(?!$)/g)) {
      close(cut(text.slice(start, match.index)), match[0]);
      start = match.index + match[0].length;
    }
    text = text.slice(start);
    cutLongLine();
  }

  return {
    push: (chunk) => add(decoder.decode(chunk, { stream: true })),
    end() {
      add(decoder.decode());
      const rest = text.replace(/\r$/, "");
      if ((rest !== "" || progressHeld !== null) && !dropping) finish(rest);
      text = "";
    },
  };
}

function cut(line: string): string {
  return line.length <= maximumLineLength ? line : line.slice(0, maximumLineLength) + cutNote;
}
