/** Finds what overlaps a path among many: a generated pipeline may have ten thousand outputs. */

export interface PathIndex<Item> {
  add(path: string, item: Item): void;
  /** What stands at the path, inside it or around it; what is around first. */
  overlapping(path: string): Item[];
}

interface Folder<Item> {
  readonly items: Item[];
  readonly inner: Map<string, Folder<Item>>;
}

function newFolder<Item>(): Folder<Item> {
  return { items: [], inner: new Map() };
}

function partsOf(path: string): string[] {
  return path === "" ? [] : path.split("/");
}

function everythingIn<Item>({ items, inner }: Folder<Item>): Item[] {
  return [...items, ...Array.from(inner.values()).flatMap(everythingIn)];
}

/** Paths are posix, relative to the workspace; "" holds everything. */
export function pathIndex<Item>(entries: Iterable<readonly [string, Item]>): PathIndex<Item> {
  const root = newFolder<Item>();
  const add = (path: string, item: Item): void => {
    let folder = root;
    for (const part of partsOf(path)) {
      const next = folder.inner.get(part) ?? newFolder<Item>();
      folder.inner.set(part, next);
      folder = next;
    }
    folder.items.push(item);
  };
  for (const [path, item] of entries) add(path, item);
  return {
    add,
    overlapping(path) {
      const around: Item[] = [];
      let folder = root;
      for (const part of partsOf(path)) {
        around.push(...folder.items);
        const next = folder.inner.get(part);
        if (next === undefined) return around;
        folder = next;
      }
      return [...around, ...everythingIn(folder)];
    },
  };
}
