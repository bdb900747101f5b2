/**
 * The toolkit's tables: Arquero's, whose verbs name the columns there are when one is asked for that isn't.
 * Nothing else about them is different.
 */
import { ColumnTable } from "arquero";

/** Rows and named columns, with Arquero's verbs: `derive`, `select`, `filter`, `groupby`, `rollup`, ... */
export type Table = ColumnTable;

type Arguments<Verb extends keyof ColumnTable> = ColumnTable[Verb] extends (...args: infer All) => unknown
  ? All
  : never;

/** Verbs give tables of the same class, so the explanations last along a chain. */
class ExplainingTable extends ColumnTable {
  override derive(...args: Arguments<"derive">): this {
    return this.#explain(() => super.derive(...args));
  }
  override filter(...args: Arguments<"filter">): this {
    return this.#explain(() => super.filter(...args));
  }
  override select(...args: Arguments<"select">): this {
    return this.#explain(() => super.select(...args));
  }
  override rename(...args: Arguments<"rename">): this {
    return this.#explain(() => super.rename(...args));
  }
  override groupby(...args: Arguments<"groupby">): this {
    return this.#explain(() => super.groupby(...args));
  }
  override orderby(...args: Arguments<"orderby">): this {
    return this.#explain(() => super.orderby(...args));
  }
  override rollup(...args: Arguments<"rollup">): this {
    return this.#explain(() => super.rollup(...args));
  }

  #explain(verb: () => this): this {
    try {
      return verb();
    } catch (error) {
      if (!(error instanceof Error) || !/column/i.test(error.message)) throw error;
      throw new Error(`${error.message}; the columns are: ${this.columnNames().join(", ")}`, {
        cause: error,
      });
    }
  }
}

/**
 * A table of named columns of equal length.
 * @throws {RangeError} when columns differ in length
 */
export function table(columns: Readonly<Record<string, ArrayLike<unknown>>>): Table {
  return createTable(Object.entries(columns));
}

/** The same from a list, whose order is that of the columns whatever their names. */
export function createTable(columns: Iterable<readonly [string, ArrayLike<unknown>]>): Table {
  const entries = Array.from(columns, ([name, values]) => [name, Array.from(values)] as const);
  const [first] = entries;
  const other = entries.find(([, values]) => values.length !== first?.[1].length);
  if (first && other) {
    throw new RangeError(
      `column '${first[0]}' has ${first[1].length} values, '${other[0]}' has ${other[1].length}`,
    );
  }
  return new ExplainingTable(
    Object.fromEntries(entries),
    entries.map(([name]) => name),
  );
}
