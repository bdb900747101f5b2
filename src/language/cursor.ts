/**
 * Where in `dvc.yaml` a cursor stands, by indentation alone: the text is being written, and mostly no whole YAML then.
 */

export interface Cursor {
  /** The keys around it, outermost first. */
  readonly parents: readonly string[];
  /** The key on its line whose value it is in; null where a key, or an item of a list, is being written. */
  readonly key: string | null;
  readonly isItem: boolean;
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
  const colon = keyed.exec(before.content)?.[0].length;
  const whole = colon === undefined ? before.content : before.content.slice(colon);
  // In [a, b] each is an item as well.
  const isFlow = whole.trimStart().startsWith("[");
  const written = (isFlow ? (whole.split(/[[,]/).at(-1) ?? "") : whole).trimStart();
  const start = character - written.length;
  if (before.key !== null && isFlow) {
    return { parents: [...parents, before.key], key: null, isItem: true, written, start };
  }
  return { parents, key: before.key, isItem: before.isItem, written, start };
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

function parentsOf(above: readonly string[], current: Line): string[] {
  const parents: string[] = [];
  let reach = reachOf(current);
  for (const line of above
    .filter((text) => !/^\s*(#.*)?$/.test(text))
    .map(lineOf)
    .reverse()) {
    const parent = isParent(line, reach) ? line.key : null;
    if (parent !== null) parents.unshift(parent);
    // The first line of the item that the current one belongs to counts as well.
    if (parent !== null || (line.isItem && line.indent < reach.column)) reach = reachOf(line);
  }
  return parents;
}
