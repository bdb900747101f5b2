/** What is different between two runs: what went in first, then what came out. Pure. */
import { metricsOf } from "#protocol/metrics.ts";
import type { RunRecord } from "#protocol/run.ts";

/** Something that two runs have with different values; null where one of them has none. */
export interface Difference<Value> {
  readonly name: string;
  readonly before: Value | null;
  readonly after: Value | null;
}

export interface RunComparison {
  /** By file and dotted key, as JSON. */
  readonly params: readonly Difference<string>[];
  /** Inputs that no stage of the run made, by their hash: data and code. */
  readonly inputs: readonly Difference<string>[];
  /** Commit, Python, packages, machine. */
  readonly environment: readonly Difference<string>[];
  readonly metrics: readonly Difference<number>[];
  /** By their hash. */
  readonly outputs: readonly Difference<string>[];
}

export function compareRuns(before: RunRecord, after: RunRecord): RunComparison {
  return {
    params: differences(params(before), params(after)),
    inputs: differences(inputs(before), inputs(after)),
    environment: differences(environment(before), environment(after)),
    metrics: differences(metrics(before), metrics(after)),
    outputs: differences(filesOf(before, "output"), filesOf(after, "output")),
  };
}

/** In the order of the second, what only the first has behind it. */
function differences<Value>(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
): Difference<Value>[] {
  const names = new Set([...after.keys(), ...before.keys()]);
  return [...names]
    .map((name) => ({ name, before: before.get(name) ?? null, after: after.get(name) ?? null }))
    .filter((each) => each.before !== each.after);
}

function params(record: RunRecord): Map<string, string> {
  const several = new Set(record.params.map(({ path }) => path)).size > 1;
  return new Map(
    record.params.map(({ path, key, value }) => [several ? `${path}:${key}` : key, JSON.stringify(value)]),
  );
}

/** Of several files that have the same metric each under its file's name. */
export function metrics({ metrics: files }: Pick<RunRecord, "metrics">): Map<string, number> {
  const all = files.flatMap((file) => metricsOf(file).map((metric) => ({ path: file.path, ...metric })));
  const isShared = (name: string): boolean => all.filter((metric) => metric.name === name).length > 1;
  return new Map(all.map(({ path, name, value }) => [isShared(name) ? `${path}:${name}` : name, value]));
}

function filesOf(record: RunRecord, use: RunRecord["files"][number]["use"]): Map<string, string> {
  return new Map(record.files.filter((file) => file.use === use).map(({ path, md5 }) => [path, md5]));
}

function inputs(record: RunRecord): Map<string, string> {
  const made = filesOf(record, "output");
  return new Map([...filesOf(record, "dependency")].filter(([path]) => !made.has(path)));
}

function environment({ git, environment: { python }, machine }: RunRecord): Map<string, string> {
  const commit = git === null ? [] : [["commit", git.commit.slice(0, 12)] as const];
  const changes = git?.dirty ? [["changes beside the commit", "yes"] as const] : [];
  const packages = python?.packages.map(({ name, version }) => [`Python package ${name}`, version] as const);
  return new Map([
    ...commit,
    ...changes,
    ...(python === null ? [] : [["Python", python.version] as const]),
    ...(packages ?? []),
    ["Baton", machine.baton],
    ["Node", machine.node],
    ["processor", machine.cpu],
    ["system", `${machine.platform} ${machine.architecture}`],
  ]);
}
