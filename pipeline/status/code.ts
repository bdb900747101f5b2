/** Which of a stage's source files is its code: what `baton exec`, `node` or `python` is given. */
import { stat } from "node:fs/promises";
import path from "node:path";
import { unlessMissing } from "../files.ts";
import { insideWorkspace } from "../project/paths.ts";
import type { Stage } from "../project/project.ts";

const interpreter = /(?:^|[\s;&|])(?:baton\s+exec|node|python[0-9.]*|py)\s+((?:"[^"]*"|'[^']*'|\S+\s*)+)/;
const word = /"([^"]*)"|'([^']*)'|(\S+)/g;

/** Posix, relative to the workspace; null when there is none, or the file is not there. */
export async function codeOf(workspace: string, stage: Stage): Promise<string | null> {
  for (const line of stage.lines) {
    const given = interpreter.exec(line)?.[1] ?? "";
    const words = Array.from(
      given.matchAll(word),
      ([, double, single, bare]) => double ?? single ?? bare ?? "",
    );
    const file = words.find((each) => !each.startsWith("-"));
    const place = file === undefined ? null : insideWorkspace(stage.folder, file);
    if (place?.type !== "safe") continue;
    const stats = await unlessMissing(stat(path.join(workspace, place.path)));
    if (stats?.isFile() === true) return place.path;
  }
  return null;
}
