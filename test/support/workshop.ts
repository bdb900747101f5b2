/** A fresh workshop in a temporary folder, made by the command that users run. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

export interface Workshop extends AsyncDisposable {
  readonly folder: string;
}

/** Somebody's clone of a team's repository. */
export async function withClone(remote: string, name = "grades"): Promise<Workshop> {
  const home = await mkdtemp(join(tmpdir(), "baton-clone-"));
  const folder = join(home, name);
  await execute("git", ["clone", "--quiet", remote, folder]);
  return { folder, [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }) };
}

export async function withWorkshop(name = "grades"): Promise<Workshop> {
  const home = await mkdtemp(join(tmpdir(), "baton-workshop-"));
  const folder = join(home, name);
  await execute(process.execPath, [resolve("dist/cli.js"), "new", folder]);
  return { folder, [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }) };
}
