/** Reads a workspace's `dvc.yaml` into a project, or says everything that is wrong with it. Touches nothing. */
import path from "node:path";
import { isMap } from "yaml";
import { type Problem, problem } from "#protocol/problem.ts";
import { readUtf8 } from "../files.ts";
import { expandTemplates } from "../templating/expand.ts";
import { displayLists, readDisplays, withDisplays } from "./displays.ts";
import { configProblems } from "./dvcConfig.ts";
import { graphOf } from "./graph.ts";
import { namesOf, topLevelKeys } from "./keys.ts";
import { type Project, projectFile } from "./project.ts";
import { type Reader, readMap, report } from "./reader.ts";
import { checkName, readStage } from "./stage.ts";
import { type Entry, parseYaml } from "./yamlSource.ts";

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
      return await readProjectText(workspace, file.text);
  }
}

/** The same of a text that need not stand in the file. */
export async function readProjectText(workspace: string, text: string): Promise<ReadProject> {
  return text.trim() === ""
    ? refuse("invalid-project", `${projectFile} is empty: a pipeline begins with 'stages:'.`)
    : await projectOf(workspace, text, await configProblems(workspace));
}

function refuse(code: Problem["code"], message: string): ReadProject {
  return { type: "problems", problems: [problem(code, message, { path: projectFile, line: 1 })] };
}

async function projectOf(workspace: string, text: string, config: readonly Problem[]): Promise<ReadProject> {
  const source = parseYaml(text, projectFile);
  const problems = [...config, ...source.problems];
  if (problems.length > 0) return { type: "problems", problems };
  if (!isMap(source.root)) {
    return refuse("invalid-project", `${projectFile} must be a map that begins with 'stages:'.`);
  }
  const reader: Reader = { source, stage: null, problems };
  const top = source.entries(source.root);
  refuseOtherKeys(reader, top);
  const vars = top.find(({ key }) => key === "vars");
  const written = stageEntries(reader, top);
  for (const entry of written) checkName(reader, entry);
  const lists = top.filter(({ key }) => displayLists.includes(key));
  const expanded = await expandTemplates(reader, workspace, { text, vars, stages: written, lists });
  const stages = expanded.stages.flatMap((entry) => readStage(reader, entry) ?? []);
  const displays = readDisplays(reader, expanded.lists);
  const graph = graphOf(stages);
  problems.push(...graph.problems);
  if (problems.length > 0) return { type: "problems", problems: problems.sort(byLine) };
  return {
    type: "project",
    project: {
      workspace,
      stages: withDisplays(graph.order, displays),
      needs: graph.needs,
      templateFiles: expanded.files,
    },
  };
}

/** Nothing is passed over without a word: what is no key of DVC's is a slip of the pen. */
function refuseOtherKeys(reader: Reader, top: readonly Entry[]): void {
  const known = namesOf(topLevelKeys);
  for (const { key, position } of top.filter((entry) => !known.includes(entry.key))) {
    const sentence = `'${key}' is not a key of ${projectFile}. Known: ${known.join(", ")}.`;
    report(reader, "invalid-project", position, sentence);
  }
}

function stageEntries(reader: Reader, top: readonly Entry[]): readonly Entry[] {
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
  return entries;
}

function byLine(one: Problem, other: Problem): number {
  return (one.line ?? 0) - (other.line ?? 0);
}
