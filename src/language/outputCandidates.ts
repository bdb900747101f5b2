/** What stages make, for those that could read it: on the disk already or not. */
import { posix } from "node:path";
import { isMap, isSeq, parseDocument } from "yaml";
import { insideWorkspace } from "#pipeline/project/paths.ts";
import type { StageStatus } from "#protocol/status.ts";
import { folderOf, stageFolder } from "./candidates.ts";

export interface OutputCandidate {
  /** Relative to the folder of the stage that would read it. */
  readonly path: string;
  /** Which makes it. */
  readonly maker: string;
}

type Maker = Pick<StageStatus, "name" | "outputs">;

/** As the text says, and for its templates the saved file. `reader`: whose own outputs do not count. */
export function outputCandidates(
  text: string,
  reader: string | null,
  saved: readonly Maker[],
): readonly OutputCandidate[] {
  const folder = stageFolder(text, reader);
  const others = [...saved, ...makersIn(text)].filter(({ name }) => name.split("@", 1)[0] !== reader);
  const makers = new Map(others.flatMap(({ name, outputs }) => outputs.map((path) => [path, name] as const)));
  return Array.from(makers, ([path, maker]) => ({ path: posix.relative(`/${folder}`, `/${path}`), maker }));
}

function makersIn(text: string): Maker[] {
  const { contents } = parseDocument(text);
  const stages = isMap(contents) ? contents.get("stages") : null;
  if (!isMap(stages)) return [];
  return stages.items.map(({ key, value }) => {
    const inner = isMap(value) ? value.get("do") : null;
    const body = isMap(inner) ? inner : value;
    const lists = isMap(body) ? ["outs", "metrics", "plots"].map((list) => body.get(list)) : [];
    const folder = folderOf(value);
    return {
      name: String(key),
      outputs: lists.flatMap(declaredIn).flatMap((path) => safePath(folder, path)),
    };
  });
}

/** Each item is a path, or a path with its flags. */
function declaredIn(list: unknown): string[] {
  if (!isSeq(list)) return [];
  return list.items.map((item) => String(isMap(item) ? item.items[0]?.key : item));
}

/** None where a template stands for it. */
function safePath(folder: string, declared: string): string[] {
  const place = insideWorkspace(folder, declared);
  return place.type === "safe" && !declared.includes("${") ? [place.path] : [];
}
