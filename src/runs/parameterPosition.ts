/** Where a parameter stands in its file, to put the cursor there: a guess where the file's format is not YAML's. */
import { isMap, isNode, LineCounter, type Node, parseDocument } from "yaml";

/** 0-based. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** The deepest part of the dotted `key` that the file has; its beginning where it has none. */
export function parameterPosition(path: string, text: string, key: string): TextPosition {
  const names = key.split(".");
  return /\.(ya?ml|json)$/i.test(path) ? inYaml(text, names) : byLine(text, names);
}

function inYaml(text: string, names: readonly string[]): TextPosition {
  const lines = new LineCounter();
  let node: unknown = parseDocument(text, { lineCounter: lines }).contents;
  let found: Node | null = null;
  for (const name of names) {
    const pair = isMap(node) ? node.items.find(({ key }) => String(key) === name) : undefined;
    if (pair === undefined) break;
    if (isNode(pair.key)) found = pair.key;
    node = pair.value;
  }
  const { line, col } = lines.linePos(found?.range?.[0] ?? 0);
  return { line: Math.max(line - 1, 0), character: Math.max(col - 1, 0) };
}

/** TOML and Python: the first assignment, or heading, of the key's last name. */
function byLine(text: string, names: readonly string[]): TextPosition {
  const last = names.at(-1) ?? "";
  const line = text.split("\n").findIndex((each) => {
    const [before, after] = each.split("=", 2);
    return after !== undefined && (before ?? "").trim().replace(/\s*:.*$/, "") === last;
  });
  return { line: Math.max(line, 0), character: 0 };
}
