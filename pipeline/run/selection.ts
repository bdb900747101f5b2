/** Which stages a run takes: all, or those asked for and what they need. A group's name stands for all of its stages. */
import { type Problem, problem } from "#protocol/problem.ts";
import { type Project, projectFile, type Stage } from "../project/project.ts";

export type Selection = { type: "stages"; stages: Stage[] } | { type: "problems"; problems: Problem[] };

/** Those asked for alone. */
export function selectNamed({ stages }: Project, asked: readonly string[] | undefined): Selection {
  if (asked === undefined) return { type: "stages", stages: [...stages] };
  const known = new Set(stages.map(({ name }) => name));
  const meant = (name: string): string[] =>
    known.has(name) ? [name] : [...known].filter((each) => each.startsWith(`${name}@`));
  const unknown = asked.filter((name) => meant(name).length === 0);
  if (unknown.length > 0)
    return { type: "problems", problems: unknown.map((name) => unknownStage(name, known)) };
  const taken = new Set(asked.flatMap(meant));
  return { type: "stages", stages: stages.filter(({ name }) => taken.has(name)) };
}

export interface Asked {
  readonly stages: readonly string[] | undefined;
  /** Also what reads from them, directly or not. */
  readonly downstream: boolean;
}

export function select(project: Project, { stages, downstream }: Asked): Selection {
  const selection = selectNamed(project, stages);
  if (selection.type === "problems") return selection;
  const meant = new Set(selection.stages.map(({ name }) => name));
  if (downstream) addReaders(project, meant);
  const taken = new Set<string>();
  const take = (name: string): void => {
    if (taken.has(name)) return;
    taken.add(name);
    for (const needed of project.needs.get(name) ?? []) take(needed);
  };
  for (const name of meant) take(name);
  return { type: "stages", stages: project.stages.filter(({ name }) => taken.has(name)) };
}

/** The order of a run has every stage after what it needs: one pass finds all. */
function addReaders({ stages, needs }: Project, names: Set<string>): void {
  for (const { name } of stages) if (needs.get(name)?.some((needed) => names.has(needed))) names.add(name);
}

function unknownStage(name: string, known: ReadonlySet<string>): Problem {
  const sentence = `There is no stage '${name}' in ${projectFile}. It has: ${[...known].join(", ")}.`;
  return problem("unknown-stage", sentence, { path: projectFile });
}
