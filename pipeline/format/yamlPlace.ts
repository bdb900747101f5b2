/** Where a scalar is written, which decides where its lines are folded. */
export interface Place {
  /** Columns that a folded line begins with. */
  readonly indent: number;
  /** Column where the text before the value ended. */
  readonly column: number;
  /** Keys are never folded. */
  readonly mayFold: boolean;
}

/** ruamel.yaml's width: a line is folded at the first space beyond it. */
export const bestWidth = 80;
