/** Problems and reasons in words, the same in terminal, log and views. Knows the shapes only by their types. */
import type { JsonValue } from "./json.ts";
import type { Problem } from "./problem.ts";
import type { StaleReason } from "./status.ts";

/** `dvc.yaml:12: stage 'train': ...`, the form compilers use, which editors and terminals make clickable. */
export function describeProblem({ path, line, column, message }: Problem): string {
  const place = [path, line, column].filter((part) => part !== null).join(":");
  return place === "" ? message : `${place}: ${message}`;
}

function shown(value: JsonValue | undefined): string {
  return value === undefined ? "(none)" : JSON.stringify(value);
}

/** The reason in words: `changed param forest.trees: 100 -> 200`. */
export function describeReason(reason: StaleReason): string {
  switch (reason.type) {
    case "neverRan":
      return "never ran";
    case "changedCommand":
      return "changed command";
    case "changedDependency":
      return `changed dep ${reason.path}`;
    case "missingDependency":
      return `missing dep ${reason.path}`;
    case "changedParameter":
      return `changed param ${reason.key}: ${shown(reason.before)} -> ${shown(reason.after)}`;
    case "changedOutput":
      return `changed out ${reason.path}`;
    case "missingOutput":
      return `missing out ${reason.path}`;
    case "uncachedOutput":
      return `out ${reason.path} not in cache`;
    case "alwaysChanged":
      return "always changed";
    case "upstream":
      return `needs ${reason.stage}, which is stale`;
  }
}
