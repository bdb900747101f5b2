/**
 * How stages hang together: one needs another when it reads a path that the other writes, or one inside it, or
 * one around it. Says in which order they run, and refuses what has no order: cycles, and outputs with two makers.
 */
import { type Problem, problem } from "#protocol/problem.ts";
import { type PathIndex, pathIndex } from "./pathIndex.ts";
import { type Output, projectFile, type Stage } from "./project.ts";

export interface Graph {
  readonly order: readonly Stage[];
  readonly needs: ReadonlyMap<string, readonly string[]>;
  readonly problems: readonly Problem[];
}

export function graphOf(stages: readonly Stage[]): Graph {
  const made = stages.flatMap((stage) => stage.outputs.map((output) => ({ stage, output })));
  const index = pathIndex(made.map((each) => [each.output.path, each] as const));
  const places = new Map(stages.map(({ name }, place) => [name, place]));
  const needs = new Map(stages.map((stage) => [stage.name, needsOf(stage, index, places)]));
  const { order, cycle } = depthFirst(stages, needs);
  const problems = [...outputProblems(made), ...(cycle === null ? [] : [cycleProblem(cycle)])];
  return { order, needs, problems };
}

function needsOf(stage: Stage, made: PathIndex<Made>, places: ReadonlyMap<string, number>): string[] {
  const inputs = [...stage.dependencies, ...stage.parameters];
  const makers = new Set(inputs.flatMap(({ path }) => made.overlapping(path).map((each) => each.stage.name)));
  return Array.from(makers).sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
}

/** Each stage after what it needs, else as the file has them. */
function depthFirst(stages: readonly Stage[], needs: ReadonlyMap<string, readonly string[]>) {
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  const order = new Set<Stage>();
  let cycle: Stage[] | null = null;
  const visit = (stage: Stage, path: readonly Stage[]): void => {
    if (order.has(stage)) return;
    const again = path.indexOf(stage);
    if (again >= 0) {
      cycle ??= path.slice(again);
      return;
    }
    for (const name of needs.get(stage.name) ?? []) {
      const needed = byName.get(name);
      if (needed !== undefined) visit(needed, [...path, stage]);
    }
    order.add(stage);
  };
  for (const stage of stages) visit(stage, []);
  return { order: [...order], cycle: cycle as Stage[] | null };
}

function cycleProblem(cycle: readonly Stage[]): Problem {
  const [first] = cycle;
  const names = cycle.map(({ name }) => `'${name}'`);
  const sentence =
    names.length === 1
      ? `stage ${names[0]} reads what it writes itself: it can never be up to date.`
      : `stages ${names.join(", ")} need each other in a circle: none of them can run first.`;
  return problem("cycle", sentence, { path: projectFile, ...first?.position, stage: first?.name ?? null });
}

interface Made {
  readonly stage: Stage;
  readonly output: Output;
}

/** Of each output, the first earlier one that it meets. */
function outputProblems(made: readonly Made[]): Problem[] {
  const before = pathIndex<Made>([]);
  return made.flatMap((later) => {
    const [earlier] = before.overlapping(later.output.path);
    before.add(later.output.path, later);
    return earlier === undefined ? [] : [overlapProblem(earlier, later)];
  });
}

function overlapProblem(earlier: Made, later: Made): Problem {
  const place = { path: projectFile, ...later.output.position, stage: later.stage.name };
  const [one, other] = [earlier, later].map(
    ({ stage, output }) => `'${output.path}' of stage '${stage.name}'`,
  );
  if (earlier.output.path !== later.output.path) {
    return problem("overlapping-outputs", `one output lies inside another: ${one} and ${other}.`, place);
  }
  const makers =
    earlier.stage === later.stage
      ? `stage '${later.stage.name}' names it twice`
      : `stages '${earlier.stage.name}' and '${later.stage.name}' both name it`;
  return problem("duplicate-output", `the output '${later.output.path}' has two makers: ${makers}.`, place);
}
