/** Another home folder for the programs that this process starts, git above all: `using home = otherHome(folder);` */

const names = ["HOME", "USERPROFILE", "XDG_CONFIG_HOME", "PATH"] as const;

export function otherHome(
  folder: string,
  /** Replaces the PATH as well, when given. */
  path?: string,
): Disposable {
  const before = new Map(names.map((name) => [name, process.env[name]]));
  process.env["HOME"] = folder;
  process.env["USERPROFILE"] = folder;
  delete process.env["XDG_CONFIG_HOME"];
  if (path !== undefined) process.env["PATH"] = path;
  return {
    [Symbol.dispose]() {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    },
  };
}
