/** What a chart is to the panel: words, a drawing and its data. How it is framed and saved is not its business. */

export interface Size {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Rows of the whole data; more than `rows` holds when only the first are worth reading. */
  readonly total: number;
}

export interface Chart {
  /** The same chart of the next state has the same key. */
  readonly key: string;
  readonly title: string;
  /** A few words beside the title: how much data, the one figure to know. */
  readonly aside: string;
  /** The chart in one or two sentences, for those who do not see it. */
  readonly summary: string;
  /** Equal exactly when the drawing is: an unchanged chart isn't redrawn. */
  readonly signature: string;
  /** Null where a table says it better. */
  readonly draw: ((size: Size) => SVGSVGElement) | null;
  readonly table: () => ChartTable;
}

/** What a reader pages through before the file itself is the better place. */
export const maximumTableRows = 200;
