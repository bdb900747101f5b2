/** Which stages a text of `dvc.yaml` defines, and where: also of a text that is just being written. */
import { isMap, isNode, LineCounter, parseDocument } from "yaml";

export interface DefinedStage {
  /** As written: a group's has no '@'. */
  readonly name: string;
  /** 0-based. */
  readonly line: number;
}

export function definedStages(text: string): readonly DefinedStage[] {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines });
  const stages = isMap(contents) ? contents.get("stages") : null;
  if (!isMap(stages)) return [];
  return stages.items.flatMap(({ key }) => {
    const offset = isNode(key) ? key.range?.[0] : undefined;
    return offset === undefined ? [] : [{ name: String(key), line: lines.linePos(offset).line - 1 }];
  });
}
