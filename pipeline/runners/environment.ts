/**
 * The environment of a stage's command: what the run itself has, what the stage adds, and `baton` on the PATH.
 */
export interface EnvironmentParts {
  /** What the engine runs in, usually process.env. */
  readonly base: Readonly<Record<string, string | undefined>>;
  /** What the stage adds; wins over the base. */
  readonly added: Readonly<Record<string, string>>;
  readonly batonFolder: string;
  /** Where the workspace's Python is, if it has one of its own. */
  readonly pythonFolder?: string | null;
  readonly nodePath: string;
  readonly platform: NodeJS.Platform;
}

type Environment = Record<string, string>;

/** Windows does not tell `Path` from `PATH`: a later name replaces an earlier one whatever its letters' case. */
function set(environment: Environment, name: string, value: string, platform: NodeJS.Platform): void {
  if (platform === "win32") {
    const same = Object.keys(environment).filter((key) => key.toUpperCase() === name.toUpperCase());
    for (const key of same) delete environment[key];
  }
  environment[name] = value;
}

export function pathOf(environment: Environment, platform: NodeJS.Platform): string {
  const name = platform === "win32" ? Object.keys(environment).find((key) => /^path$/i.test(key)) : "PATH";
  return (name === undefined ? undefined : environment[name]) ?? "";
}

export function commandEnvironment(parts: EnvironmentParts): Environment {
  const { base, added, batonFolder, pythonFolder = null, nodePath, platform } = parts;
  const environment: Environment = Object.create(null);
  for (const [name, value] of [...Object.entries(base), ...Object.entries(added)]) {
    if (value !== undefined) set(environment, name, value, platform);
  }
  const separator = platform === "win32" ? ";" : ":";
  const folders = [batonFolder, pythonFolder ?? "", pathOf(environment, platform)];
  const path = folders.filter((part) => part !== "").join(separator);
  set(environment, platform === "win32" ? "Path" : "PATH", path, platform);
  set(environment, "BATON_NODE", nodePath, platform);
  // Python holds back what it prints into a pipe, and people want to see their training go on.
  if (environment["PYTHONUNBUFFERED"] === undefined) environment["PYTHONUNBUFFERED"] = "1";
  // What is printed is read as UTF-8; Python on Windows would write the country's own code page.
  if (platform === "win32") environment["PYTHONIOENCODING"] ??= "utf-8";
  return { ...environment };
}
