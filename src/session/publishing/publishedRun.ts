/** What of a run's record the session keeps: figures and parameters, as far as the session takes them. */
import { metricsOf } from "#protocol/metrics.ts";
import type { RunRecord } from "#protocol/run.ts";
import { limits } from "#protocol/session/limits.ts";
import type { PublishedRun } from "#protocol/session/state.ts";

function fits(text: string): boolean {
  return text.length <= limits.fieldCharacters;
}

function fieldOrNull(text: string | null | undefined): string | null {
  return text?.slice(0, limits.fieldCharacters) ?? null;
}

/** Lists and tables among the parameters are left out: the session shows what one can change with a word. */
function parametersOf({ params }: RunRecord): PublishedRun["parameters"] {
  return params
    .flatMap(({ path, key, value }) => {
      if (typeof value === "object" && value !== null) return [];
      const isShort = fits(path) && fits(key) && (typeof value !== "string" || fits(value));
      return isShort ? [{ path, key, value }] : [];
    })
    .slice(0, limits.runFigures);
}

/** `source`: what the numbers were computed on. `suggestion`: for which it was made. */
export function publishedRun(
  record: RunRecord,
  { source, suggestion }: Pick<PublishedRun, "source" | "suggestion">,
): PublishedRun {
  return {
    number: record.number,
    outcome: record.outcome,
    ms: record.ms,
    source: fieldOrNull(source),
    metrics: record.metrics
      .flatMap(metricsOf)
      .filter(({ name }) => fits(name))
      .slice(0, limits.runFigures),
    parameters: parametersOf(record),
    commit: fieldOrNull(record.git?.commit),
    suggestion,
  };
}
