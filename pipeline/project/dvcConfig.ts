/**
 * What a team's own `.dvc/config` asks for that would be wrong to overlook: another place for the cache, or links in
 * place of copies. Neither is supported yet; remotes and the rest of it concern no run.
 */
import path from "node:path";
import { type Problem, problem } from "#protocol/problem.ts";
import { readUtf8 } from "../files.ts";

const files = [".dvc/config", ".dvc/config.local"];

/** Settings of the `[cache]` section that say where files go and how. */
const decisive = /^\s*(dir|type|shared|slow_link_warning)\s*=/;

function problemsIn(file: string, text: string): Problem[] {
  let section = "";
  return text.split("\n").flatMap((line, index) => {
    section = /^\s*\[(.*)\]/.exec(line)?.[1] ?? section;
    const key = section === "cache" ? decisive.exec(line)?.[1] : undefined;
    if (key === undefined) return [];
    const sentence = `'cache.${key}' is not supported yet: Baton keeps its cache in .dvc/cache and copies files. Remove the line to run here.`;
    return [problem("unsupported-feature", sentence, { path: file, line: index + 1 })];
  });
}

export async function configProblems(workspace: string): Promise<Problem[]> {
  const read = files.map(async (file) => {
    const content = await readUtf8(path.join(workspace, file));
    return content.type === "text" ? problemsIn(file, content.text) : [];
  });
  return (await Promise.all(read)).flat();
}
