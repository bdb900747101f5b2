/** A project as the engine works with it: what `dvc.yaml` says, checked, with the line where it says it. */

/** Where a thing stands in `dvc.yaml`, 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A file or folder that a stage names. */
export interface Artifact {
  /** Posix, relative to the workspace. */
  readonly path: string;
  /** As written, relative to the stage's working folder: what `dvc.lock` calls it. */
  readonly declared: string;
  readonly position: Position;
}

export interface PlotDisplay {
  readonly title: string | null;
  readonly x: string | null;
  readonly y: string | null;
  /** False when the first row of a csv or tsv file is data already. */
  readonly header: boolean;
}

export interface Output extends Artifact {
  /** Kept in the cache, and out of git. */
  readonly cache: boolean;
  /** Not removed before its stage runs. */
  readonly persist: boolean;
}

/** A file whose content is shown after a run: posix, relative to the workspace. */
export type Display =
  | { readonly type: "metrics"; readonly path: string }
  | ({ readonly type: "plot"; readonly path: string } & PlotDisplay);

export interface Parameter {
  /** The params file: posix, relative to the workspace. */
  readonly path: string;
  readonly declared: string;
  /** Dotted; null for the whole file. */
  readonly key: string | null;
  readonly position: Position;
}

export interface Stage {
  readonly name: string;
  readonly position: Position;
  /** As written: what the lock compares. */
  readonly command: string | readonly string[];
  /** Commands, each for a shell of its own; one may have several lines. */
  readonly lines: readonly string[];
  /** Posix, relative to the workspace; "" is the workspace itself. */
  readonly folder: string;
  readonly dependencies: readonly Artifact[];
  readonly parameters: readonly Parameter[];
  readonly outputs: readonly Output[];
  /** Read when it has ended. */
  readonly displays: readonly Display[];
  readonly frozen: boolean;
  readonly alwaysChanged: boolean;
}

export interface Project {
  /** Absolute. */
  readonly workspace: string;
  /** In the order in which a run takes them: each after what it needs. */
  readonly stages: readonly Stage[];
  /** For each stage, the names of those it reads from directly. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
  /** Files whose values stand in `dvc.yaml` through templates: posix, relative to the workspace. */
  readonly templateFiles: readonly string[];
}

export const projectFile = "dvc.yaml";
export const lockFile = "dvc.lock";
