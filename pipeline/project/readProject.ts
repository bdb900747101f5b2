/** Reads a workspace's `dvc.yaml` into a project, or says everything that is wrong with it. Touches nothing. */
import path from "node:path";
import { isMap } from "yaml";
import { type Problem, problem } from "#protocol/problem.ts";
import { readUtf8 } from "../files.ts";
import { graphOf } from "./graph.ts";
import { type Project, projectFile, type Stage } from "./project.ts";
import { type Reader, readMap, report } from "./reader.ts";
import { readStage } from "./stage.ts";
import { type Entry, parseYaml, type YamlSource } from "./yamlSource.ts";

export type ReadProject = { type: "project"; project: Project } | { type: "problems"; problems: Problem[] };

export async function readProject(workspace: string): Promise<ReadProject> {
  const file = await readUtf8(path.join(workspace, projectFile));
  switch (file.type) {
    case "missing":
      return refuse(
        "no-project",
        `There is no ${projectFile} in this folder, so there is no pipeline to run: open the folder that has one.`,
      );
    case "notUtf8":
      return refuse("invalid-yaml", `${projectFile} is not UTF-8 text: save it as UTF-8.`);
    case "text":
      return file.text.trim() === ""
        ? refuse("invalid-project", `${projectFile} is empty: a pipeline begins with 'stages:'.`)
        : projectOf(workspace, parseYaml(file.text, projectFile));
  }
}

function refuse(code: Problem["code"], message: string): ReadProject {
  return { type: "problems", problems: [problem(code, message, { path: projectFile, line: 1 })] };
}

function projectOf(workspace: string, source: YamlSource): ReadProject {
  const problems = [...source.problems];
  if (problems.length > 0) return { type: "problems", problems };
  if (!isMap(source.root)) {
    return refuse("invalid-project", `${projectFile} must be a map that begins with 'stages:'.`);
  }
  const reader: Reader = { source, stage: null, problems };
  const stages = readStages(reader, source.entries(source.root));
  const graph = graphOf(stages);
  problems.push(...graph.problems);
  if (problems.length > 0) return { type: "problems", problems: problems.sort(byLine) };
  return { type: "project", project: { workspace, stages: graph.order, needs: graph.needs } };
}

/** What DVC shows or registers, which no run depends on. */
const leftAlone = ["artifacts", "datasets", "metrics", "params", "plots"];

/** What is no key of DVC's is a slip of the pen: left alone, it would do nothing without a word. */
function refuseUnknownKeys(reader: Reader, top: readonly Entry[]): void {
  const known = ["stages", "vars", ...leftAlone];
  for (const { key, position } of top.filter((entry) => !known.includes(entry.key))) {
    const sentence = `'${key}' is not a key of ${projectFile}. Known: ${known.join(", ")}.`;
    report(reader, "invalid-project", position, sentence);
  }
}

/** `vars` would change what stages say. */
function readStages(reader: Reader, top: readonly Entry[]): Stage[] {
  refuseUnknownKeys(reader, top);
  const vars = top.find(({ key }) => key === "vars");
  if (vars !== undefined) {
    report(
      reader,
      "unsupported-feature",
      vars.position,
      "'vars' is not supported yet: write the values out.",
    );
  }
  const stages = top.find(({ key }) => key === "stages");
  if (stages === undefined || stages.value === null) {
    report(
      reader,
      "invalid-project",
      stages?.position ?? { line: 1, column: 1 },
      `${projectFile} has no stages.`,
    );
    return [];
  }
  const entries = readMap(reader, stages.value, "'stages'", stages.position);
  if (isMap(stages.value) && entries.length === 0) {
    report(reader, "invalid-project", stages.position, `${projectFile} has no stages.`);
  }
  return entries.flatMap((entry) => readStage(reader, entry) ?? []);
}

function byLine(one: Problem, other: Problem): number {
  return (one.line ?? 0) - (other.line ?? 0);
}
