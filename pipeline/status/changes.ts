/** What differs between a stage as it is and as the lock remembers it. Pure: it reads no file. */
import type { StaleReason } from "#protocol/status.ts";
import { isMap, jsonOf, type Key, keyText, sameValue, type Value, type ValueMap } from "../format/value.ts";
import type { Hashed } from "../hash/hasher.ts";
import type { LockEntry, LockItem } from "../lock/lockEntry.ts";
import type { StageValues } from "../params/parameterValues.ts";
import type { Artifact, Stage } from "../project/project.ts";

/** In the order of the stage's own lists; null where nothing is there. */
export interface Current {
  readonly dependencies: readonly (Hashed | null)[];
  readonly values: StageValues;
  readonly outputs: readonly (Hashed | null)[];
}

export interface Changes {
  /** The command, what it reads, or that it must always run. */
  readonly inputs: readonly StaleReason[];
  readonly outputs: readonly StaleReason[];
}

export function changesOf(stage: Stage, entry: LockEntry | undefined, current: Current): Changes {
  if (entry === undefined) return { inputs: [{ type: "neverRan" }], outputs: [] };
  const inputs = [
    ...(sameValue(entry.command, stage.command) ? [] : [{ type: "changedCommand" } as const]),
    ...dependencyChanges(stage, entry, current),
    ...parameterChanges(stage, entry, current.values),
    ...(alwaysRuns(stage) ? [{ type: "alwaysChanged" } as const] : []),
  ];
  return { inputs, outputs: outputChanges(stage, entry, current) };
}

/** Nothing tells whether a stage without dependencies and outputs is up to date. */
function alwaysRuns({ alwaysChanged, dependencies, parameters, outputs }: Stage): boolean {
  return alwaysChanged || dependencies.length + parameters.length + outputs.length === 0;
}

function itemFor(items: readonly LockItem[], { declared }: Artifact): LockItem | undefined {
  return items.find(({ path }) => path === declared);
}

function dependencyChanges(stage: Stage, entry: LockEntry, current: Current): StaleReason[] {
  return stage.dependencies.flatMap((dependency, index): StaleReason[] => {
    const now = current.dependencies[index] ?? null;
    if (now === null) return [{ type: "missingDependency", path: dependency.path }];
    const same = itemFor(entry.dependencies, dependency)?.md5 === now.md5;
    return same ? [] : [{ type: "changedDependency", path: dependency.path }];
  });
}

function outputChanges(stage: Stage, entry: LockEntry, current: Current): StaleReason[] {
  return stage.outputs.flatMap((output, index): StaleReason[] => {
    const now = current.outputs[index] ?? null;
    if (now === null) return [{ type: "missingOutput", path: output.path }];
    const same = itemFor(entry.outputs, output)?.md5 === now.md5;
    return same ? [] : [{ type: "changedOutput", path: output.path }];
  });
}

function parameterChanges(stage: Stage, entry: LockEntry, values: StageValues): StaleReason[] {
  return stage.parameters.flatMap(({ path, declared, key }) => {
    const before = entry.parameters.get(declared);
    const after = values.get(declared);
    const compare = (name: string | null, one: Value | undefined, other: Value | undefined): StaleReason[] =>
      differences(name, one, other).map((difference) => ({ type: "changedParameter", path, ...difference }));
    if (key !== null) return compare(key, before?.get(key), after?.get(key));
    return compare(null, before ?? new Map(), after ?? new Map());
  });
}

interface Difference {
  readonly key: string;
  readonly before?: ReturnType<typeof jsonOf>;
  readonly after?: ReturnType<typeof jsonOf>;
}

/** Down to the values that differ: people want `forest.trees: 100 -> 200`, not two whole groups. */
function differences(key: string | null, before: Value | undefined, after: Value | undefined): Difference[] {
  if (sameValue(before, after)) return [];
  if (isMap(before) && isMap(after)) {
    return keysOf(before, after).flatMap((name) =>
      differences(
        key === null ? keyText(name) : `${key}.${keyText(name)}`,
        before.get(name),
        after.get(name),
      ),
    );
  }
  return [
    {
      key: key ?? "",
      ...(before === undefined ? {} : { before: jsonOf(before) }),
      ...(after === undefined ? {} : { after: jsonOf(after) }),
    },
  ];
}

function keysOf(one: ValueMap, other: ValueMap): Key[] {
  return [...new Set([...one.keys(), ...other.keys()])];
}
