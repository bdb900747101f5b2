/**
 * Every key of `dvc.yaml` and what it is for: the reader knows no others, and completion, hover and the JSON schema
 * say the same of them.
 */

/** What stands behind a key. `command`: a text or a list of them. `artifacts`: a list of paths, each with flags or none. */
export type KeyForm =
  | "text"
  | "flag"
  | "command"
  | "paths"
  | "artifacts"
  | "parameters"
  | "list"
  | "map"
  | "stages"
  | "stage"
  | "any";

export interface Key {
  readonly name: string;
  readonly form: KeyForm;
  /** A sentence or two. */
  readonly explanation: string;
}

function key(name: string, form: KeyForm, explanation: string): Key {
  return { name, form, explanation };
}

export const topLevelKeys: readonly Key[] = [
  key(
    "stages",
    "stages",
    "The steps of the pipeline, by name: each a command with what it reads and what it makes.",
  ),
  key(
    "vars",
    "list",
    "Values for templates: maps written here, or files of them. params.yaml is taken without being named.",
  ),
  key("metrics", "paths", "Files of numbers that are shown, whichever stage makes them."),
  key("plots", "any", "Files of data that are drawn, or names of plots with what belongs to each."),
  key("artifacts", "map", "Models and data registered for others. Runs leave it alone."),
  key("datasets", "any", "Data sets kept elsewhere. Runs leave it alone."),
  key("params", "paths", "Files of parameters for DVC's own views. Stages name theirs themselves."),
];

export const stageKeys: readonly Key[] = [
  key(
    "cmd",
    "command",
    "What the stage runs. Each line, or item of a list, is a shell command; the first failure ends it.",
  ),
  key("wdir", "text", "The folder that the command runs in and that the stage's paths are relative to."),
  key("deps", "paths", "Files and folders that the stage reads. When one changes, the stage is stale."),
  key(
    "params",
    "parameters",
    "Parameters that the stage reads: dotted keys of params.yaml, or of another file named here.",
  ),
  key(
    "outs",
    "artifacts",
    "Files and folders that the stage makes. They are removed before it runs, and kept in the cache.",
  ),
  key("metrics", "artifacts", "Outputs that hold numbers to compare, in JSON or YAML."),
  key("plots", "artifacts", "Outputs that hold data to draw, in JSON, YAML, CSV or TSV."),
  key("frozen", "flag", "true: the stage never runs, whatever changed."),
  key("always_changed", "flag", "true: the stage runs each time, whether something changed or not."),
  key("desc", "text", "What the stage is for, in words. Changes nothing."),
  key("meta", "any", "Anything of your own. It is left alone."),
  key("vars", "list", "Values for templates in this stage alone."),
  key(
    "matrix",
    "map",
    "Lists of values: one stage for each combination, whose templates find the values under item.",
  ),
];

/** In place of a stage's own. */
export const groupKeys: readonly Key[] = [
  key("foreach", "any", "A list or a map: one stage for each of its items, named after it."),
  key(
    "do",
    "stage",
    "The stage that is made for each item of foreach, whose templates find it under item and key.",
  ),
];

export const outputFlags: readonly Key[] = [
  key("cache", "flag", "false: not kept in the cache. For small files that git keeps."),
  key("persist", "flag", "true: not removed before the stage runs."),
  key("desc", "text", "What the output is, in words. Changes nothing."),
  key("type", "text", "What kind of thing it is, for example model. Changes nothing."),
  key("labels", "list", "Words to find it by. Changes nothing."),
  key("meta", "any", "Anything of your own. It is left alone."),
  key("remote", "text", "The DVC remote that it is pushed to and pulled from."),
  key("push", "flag", "false: dvc push leaves it out."),
];

export const plotFlags: readonly Key[] = [
  key("title", "text", "What stands above the plot."),
  key("x", "any", "The column of the horizontal axis."),
  key("y", "any", "The column of the vertical axis, or columns."),
  key("x_label", "text", "What stands at the horizontal axis."),
  key("y_label", "text", "What stands at the vertical axis."),
  key("template", "text", "How it is drawn, for example linear, scatter or bar_horizontal."),
  key("header", "flag", "false: the first row of a CSV or TSV file is data."),
];

export function namesOf(keys: readonly Key[]): readonly string[] {
  return keys.map(({ name }) => name);
}
