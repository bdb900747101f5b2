/**
 * A project of `test/fixtures/pipelines/` in a folder of its own, with what DVC would write for it: `dvc.lock`, and in
 * `cache.txt` the path of every object of the cache.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { type PipelineProject, pipelineProject } from "./pipelineProject.ts";

export const goldenNames = ["python", "matrix", "foreach", "wdir", "flags"] as const;
export type GoldenName = (typeof goldenNames)[number];

export interface GoldenProject extends PipelineProject {
  /** What `dvc.yaml` says. */
  readonly written: string;
  readonly lock: string;
  readonly cache: readonly string[];
}

const fixtures = resolve("test/fixtures/pipelines");
const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** Where there is no Python, the same steps written for the shell stand in. */
function runnable(text: string): string {
  return hasPython ? text : text.replace(/python3 (\S+)\.py/g, "sh $1.sh");
}

export function goldenProject(name: GoldenName): GoldenProject {
  const root = join(fixtures, name, "project");
  const read = (file: string): string => runnable(readFileSync(file, "utf8"));
  const files = filesIn(root).map((file) => [file, read(join(root, file))] as const);
  const project = pipelineProject(Object.fromEntries(files));
  const cache = read(join(fixtures, name, "cache.txt"))
    .split("\n")
    .slice(0, -1);
  return {
    ...project,
    written: project.read("dvc.yaml"),
    lock: read(join(fixtures, name, "dvc.lock")),
    // The run cache names commands too, and those are others there.
    cache: hasPython ? cache : cache.filter((file) => name !== "python" || !file.startsWith("runs/")),
  };
}

/** Every object of a project's cache, sorted, relative to `.dvc/cache`. */
export function cacheOf({ path }: { readonly path: string }): string[] {
  return filesIn(join(path, ".dvc/cache")).sort();
}

/** Posix, relative to the folder. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

export type Dvc = (args: readonly string[]) => string;

/** The real thing, where it is installed; null elsewhere. */
export function realDvc(folder: string): Dvc | null {
  if (spawnSync("dvc", ["--version"]).status !== 0) return null;
  return (args) => {
    const { status, stdout, stderr } = spawnSync("dvc", args, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`dvc ${args.join(" ")}: ${stderr}`);
    return stdout;
  };
}
