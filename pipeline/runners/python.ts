/**
 * Which Python a workspace's commands find: the one that the person chose in the editor, else the workspace's own
 * environment, else the one on the PATH. Nothing here runs a line of the workspace's code.
 */
import { execFile } from "node:child_process";
import { access, constants, readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { unlessMissing } from "../files.ts";

/** The absolute path of an interpreter that somebody chose; null where nobody did. */
export type ChosenPython = (workspace: string) => Promise<string | null>;

export interface PythonFinder {
  /** The folder of the workspace's Python, to be put on the PATH; null where the PATH's own is meant. */
  folder(workspace: string): Promise<string | null>;
}

const program = /(?:^|[\s;&|(])(python(?:\d+(?:\.\d+)?)?)(?=[\s;&|)]|$)/g;

/** The names by which a command line calls Python. */
export function pythonNames(line: string): string[] {
  return Array.from(line.matchAll(program), ([, name = ""]) => name);
}

export async function isOnPath(name: string, searched: string, platform: NodeJS.Platform): Promise<boolean> {
  const windows = platform === "win32";
  const folders = searched.split(windows ? ";" : ":").filter((folder) => folder !== "");
  const names = windows ? [`${name}.exe`, `${name}.bat`, `${name}.cmd`] : [name];
  const files = folders.flatMap((folder) => names.map((each) => path.join(folder, each)));
  const found = await Promise.all(files.map((file) => isExecutable(file)));
  return found.includes(true);
}

async function isExecutable(file: string): Promise<boolean> {
  return await access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

const ownEnvironments = [".venv", "venv"];

/** Programs that keep a project's environment elsewhere, the file by which a project says so, and how to ask. */
const managers = [
  { program: "pipenv", file: "Pipfile", says: /./, args: ["--venv"] },
  { program: "poetry", file: "pyproject.toml", says: /^\[tool\.poetry\b/m, args: ["env", "info", "--path"] },
];

export function createPythonFinder(chosen: ChosenPython = () => Promise.resolve(null)): PythonFinder {
  /** What a manager answered: asking takes a second. */
  const managed = new Map<string, string>();

  async function managedFolder(workspace: string): Promise<string | null> {
    const known = managed.get(workspace);
    if (known !== undefined && (await hasPython(known))) return known;
    const asked = await Promise.all(managers.map((manager) => askManager(manager, workspace)));
    const folder = asked.find((answer) => answer !== null) ?? null;
    if (folder !== null) managed.set(workspace, folder);
    return folder;
  }

  return {
    async folder(workspace) {
      const interpreter = await chosen(workspace);
      if (interpreter !== null && (await isExecutable(interpreter))) return path.dirname(interpreter);
      for (const name of ownEnvironments) {
        const folder = programsOf(path.join(workspace, name));
        if (await hasPython(folder)) return folder;
      }
      return await managedFolder(workspace);
    },
  };
}

function programsOf(environment: string): string {
  return path.join(environment, process.platform === "win32" ? "Scripts" : "bin");
}

function hasPython(folder: string): Promise<boolean> {
  return isOnPath("python", folder, process.platform);
}

/** Null where the project is not this manager's, it is not installed, or has made no environment yet. */
async function askManager(
  { program: manager, file, says, args }: (typeof managers)[number],
  workspace: string,
): Promise<string | null> {
  const text = await unlessMissing(readFile(path.join(workspace, file), "utf8"));
  if (text === null || !says.test(text)) return null;
  try {
    const options = { cwd: workspace, timeout: 15_000, windowsHide: true };
    const { stdout } = await promisify(execFile)(manager, args, options);
    const folder = programsOf(stdout.trim());
    return (await hasPython(folder)) ? folder : null;
  } catch {
    return null;
  }
}
