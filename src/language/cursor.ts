/**
 * Where in `dvc.yaml` a cursor stands, by indentation alone: the text is being written, and mostly no whole YAML then.
 */

export interface Cursor {
  /** The keys around it, outermost first. */
  readonly parents: readonly string[];
  /** The key on its line whose value it is in; null where a key, or an item of a list, is being written. */
  readonly key: string | null;
  readonly isItem: boolean;
  /** The keys that stand beside it, in the same map. */
  readonly siblings: readonly string[];
  /** What is written before it, and the column where that begins. */
  readonly written: string;
  readonly start: number;
}

interface Line {
  readonly indent: number;
  /** Of what follows the dashes of a list's items. */
  readonly column: number;
  readonly isItem: boolean;
  readonly content: string;
  readonly key: string | null;
}

const parts = /^( *)((?:- *)?)(.*)$/;
const keyed = /^(?:"([^"]*)"|'([^']*)'|([^\s#:"'[{][^:#]*?)) *:(?= |$)/;

function lineOf(text: string): Line {
  const [, spaces = "", dash = "", content = ""] = parts.exec(text) ?? [];
  const found = keyed.exec(content);
  const key = found?.[1] ?? found?.[2] ?? found?.[3] ?? null;
  return {
    indent: spaces.length,
    column: spaces.length + dash.length,
    isItem: dash !== "",
    content,
    key,
  };
}

/** @param line 0-based, as `character` is */
export function cursorAt(text: string, line: number, character: number): Cursor {
  const lines = text.split(/\r?\n/);
  const before = lineOf((lines[line] ?? "").slice(0, character));
  const parents = parentsOf(lines.slice(0, line), before);
  const siblings = siblingsOf(lines.slice(0, line), lines.slice(line + 1), before);
  const colon = keyed.exec(before.content)?.[0].length;
  const whole = colon === undefined ? before.content : before.content.slice(colon);
  // In [a, b] each is an item as well.
  const isFlow = whole.trimStart().startsWith("[");
  const begun = (isFlow ? (whole.split(/[[,]/).at(-1) ?? "") : whole).trimStart();
  const start = character - begun.length;
  if (before.key !== null && isFlow) {
    return {
      parents: [...parents, before.key],
      key: null,
      isItem: true,
      siblings: [],
      written: begun,
      start,
    };
  }
  return { parents, key: before.key, isItem: before.isItem, siblings, written: begun, start };
}

/** A list may stand as far left as the key that it belongs to. */
interface Reach {
  readonly column: number;
  readonly orAtIt: boolean;
}

function reachOf({ indent, column, isItem }: Line): Reach {
  return isItem ? { column: indent, orAtIt: true } : { column, orAtIt: false };
}

/** Whether a line above is where something begins that reaches down to the current one. */
function isParent({ column, isItem }: Line, reach: Reach): boolean {
  return column < reach.column || (reach.orAtIt && !isItem && column === reach.column);
}

function written(lines: readonly string[]): Line[] {
  return lines.filter((text) => !/^\s*(#.*)?$/.test(text)).map(lineOf);
}

function parentsOf(above: readonly string[], current: Line): string[] {
  const parents: string[] = [];
  let reach = reachOf(current);
  for (const line of written(above).reverse()) {
    const parent = isParent(line, reach) ? line.key : null;
    if (parent !== null) parents.unshift(parent);
    // The first line of the item that the current one belongs to counts as well.
    if (parent !== null || (line.isItem && line.indent < reach.column)) reach = reachOf(line);
  }
  return parents;
}

/** The keys at the same column, as far as nothing stands further left. */
function siblingsOf(above: readonly string[], below: readonly string[], { column, isItem }: Line): string[] {
  const isOutside = ({ indent }: Line) => indent < column;
  const over = isItem ? [] : written(above).reverse();
  const under = written(below);
  const begin = over.findIndex(isOutside);
  const end = under.findIndex(isOutside);
  // Where an item of a list begins, the first key of its map stands.
  const inside = [
    ...over.slice(0, begin < 0 ? undefined : begin + 1),
    ...under.slice(0, end < 0 ? undefined : end),
  ];
  return inside.flatMap((line) => (line.column === column && line.key !== null ? [line.key] : []));
}
