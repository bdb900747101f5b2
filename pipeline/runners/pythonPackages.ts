/** Which Python a run's stages used, and the exact version of every package that it has. Runs none of them. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as z from "zod";
import type { RunRecord } from "#protocol/run.ts";
import { jsonOrNull } from "../format/json.ts";

export type PythonState = NonNullable<RunRecord["environment"]["python"]>;

/** Reads the packages' own descriptions; -I keeps the workspace's files from being taken for modules. */
const script = `
import json, platform
from importlib.metadata import distributions
found = {(d.metadata["Name"] or ""): d.version for d in distributions()}
print(json.dumps({"version": platform.python_version(), "packages": sorted([n, v] for n, v in found.items() if n and v)}))
`;

const answerSchema = z.object({
  version: z.string(),
  packages: z.array(z.tuple([z.string(), z.string()])),
});

/** Null where it is not there, or does not say. */
export async function pythonState(name: string, env: NodeJS.ProcessEnv): Promise<PythonState | null> {
  try {
    const options = { env, timeout: 20_000, windowsHide: true, maxBuffer: 16 * 1024 * 1024 };
    const { stdout } = await promisify(execFile)(name, ["-I", "-c", script], options);
    const answer = answerSchema.safeParse(jsonOrNull(stdout)).data;
    if (answer === undefined) return null;
    const packages = answer.packages.map(([title, version]) => ({ name: title, version }));
    return { version: answer.version, packages };
  } catch {
    return null;
  }
}
