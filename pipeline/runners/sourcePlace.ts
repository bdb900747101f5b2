/** Finds the place in the team's own source that a failed program's error output names. */
import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

export interface SourcePlace {
  /** Posix, relative to the workspace. */
  readonly path: string;
  readonly line: number;
  readonly column: number | null;
}

/** The path as problems write it, posix and relative to the workspace; null when the file isn't of the team's. */
export function pathInWorkspace(file: string, workspace: string): string | null {
  // Programs may name the file by its real path where the workspace was opened through a link.
  for (const root of [workspace, realpathSync(workspace)]) {
    const path = relative(root, file);
    const outside = path === "" || path.startsWith("..") || isAbsolute(path);
    if (!outside) return path.split(sep).includes("node_modules") ? null : path.split(sep).join("/");
  }
  return null;
}

/** Python's `File "train.py", line 3, in main`. */
const pythonFrame = /^\s*File "([^"]+)", line (\d+)/;
/** JavaScript's `at main (/folder/train.js:3:5)`, `at file:///folder/train.js:3:5`. */
const javascriptFrame = /^\s+at (?:.*\()?((?:file:\/\/|\/|[A-Za-z]:[\\/]|[\w.-])[^()]*?):(\d+):(\d+)\)?$/;

interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column: number | null;
}

function frameOf(text: string, pattern: RegExp): Frame | null {
  const [, file, line, column] = pattern.exec(text) ?? [];
  if (file === undefined || line === undefined) return null;
  return { file, line: Number(line), column: column === undefined ? null : Number(column) };
}

function placeOf({ file, line, column }: Frame, workspace: string, cwd: string): SourcePlace | null {
  try {
    const absolute = file.startsWith("file:") ? fileURLToPath(file) : resolve(cwd, file);
    const path = existsSync(absolute) ? pathInWorkspace(absolute, workspace) : null;
    return path === null || line < 1 ? null : { path, line, column };
  } catch {
    // What a program prints may look like an address and be none.
    return null;
  }
}

/** Python tells the innermost call last, JavaScript first; only calls in the workspace count. */
export function placeInErrorOutput(
  lines: readonly string[],
  workspace: string,
  cwd: string,
): SourcePlace | null {
  const places = (pattern: RegExp) =>
    lines
      .map((line) => frameOf(line, pattern))
      .filter((frame) => frame !== null)
      .map((frame) => placeOf(frame, workspace, cwd))
      .filter((place) => place !== null);
  return places(pythonFrame).at(-1) ?? places(javascriptFrame)[0] ?? null;
}
