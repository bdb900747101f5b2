/**
 * A project for runs that something happens to: three stages, outputs of every kind, and files of the user's beside
 * them. What an undisturbed run makes of it is what the run after a fault must come to, too.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import type { DeathPlace } from "./dieAt.ts";
import { cacheOf, filesIn } from "./goldenProject.ts";
import { type PipelineProject, pipelineProject } from "./pipelineProject.ts";

/** Each stage notes in `ran.txt`, which is no output, that it was executed. */
export const faultFiles = {
  "data.csv": "a,b\none,1\ntwo,2\n",
  "params.yaml": "# the knobs\nscale: 2  # of all\nunused: {key: 1}\n",
  "notes.md": "mine\n",
  "models/README.md": "mine too\n",
  "dvc.yaml": `# the pipeline of the faults
stages:
  prepare:
    cmd: echo prepare >> ran.txt; mkdir prepared && cp data.csv prepared/train.csv && tr a-z A-Z < data.csv > prepared/test.csv
    deps: [data.csv]
    params: [scale]
    outs: [prepared]
    meta: {anything: [goes, here]}
  train:
    cmd: echo train >> ran.txt; cat prepared/train.csv prepared/test.csv > models/model.txt
    deps: [prepared]
    outs: [models/model.txt]
  evaluate:
    cmd: echo evaluate >> ran.txt; echo '{"bytes":' $(wc -c < models/model.txt)'}' > metrics.json
    deps: [models/model.txt]
    metrics: [metrics.json: {cache: false}]
`,
} as const;

export function faultProject(more: Readonly<Record<string, string>> = {}): PipelineProject {
  return pipelineProject({ ...faultFiles, ...more });
}

/** Every file of a workspace with its content, without what only this machine's runs need. */
export function contentOf({ path }: { readonly path: string }): Record<string, string> {
  const names = filesIn(path).filter((name) => !/^(\.baton\/|\.dvc\/cache\/|ran\.txt$)/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(path, name), "utf8")]));
}

export interface Undisturbed {
  readonly content: Record<string, string>;
  readonly cache: readonly string[];
}

/** What a run comes to that nothing happens to. */
export async function undisturbed(more: Readonly<Record<string, string>> = {}): Promise<Undisturbed> {
  using project = faultProject(more);
  await project.run();
  await project.engine.dispose();
  return { content: contentOf(project), cache: cacheOf(project) };
}

export interface Death {
  readonly signal: NodeJS.Signals | null;
  readonly told: string;
}

/** Runs the project in a process of its own that kills itself at a place. */
export async function runToDeath({ path }: PipelineProject, place: DeathPlace): Promise<Death> {
  const deadly = pathToFileURL(resolve("test/support/dieAt.ts")).href;
  const engine = resolve("test/support/engineProcess.ts");
  const child = spawn(process.execPath, ["--import", deadly, engine, path], {
    env: { ...process.env, DIE_AT: JSON.stringify(place) },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [told] = await Promise.all([text(child.stderr), once(child, "exit")]);
  return { signal: child.signalCode, told };
}
