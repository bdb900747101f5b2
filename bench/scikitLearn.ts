/** A Python with scikit-learn that takes jobs, one after the other; see forest.py. */
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod";

export interface Job {
  /** A file of 64-bit floats: rows of features and, last, the target. */
  readonly path: string;
  readonly columns: number;
  readonly trees: number;
  readonly seed: number;
  /** A file of rows to predict; then prediction is timed, not training. */
  readonly asked?: string;
}

export interface ScikitLearn {
  readonly version: string;
  milliseconds(job: Job): Promise<number>;
  end(): void;
}

const versionSchema = z.object({ python: z.string(), sklearn: z.string() });
const answerSchema = z.object({ ms: z.number() });

/** Null where no Python has it. */
export async function startScikitLearn(): Promise<ScikitLearn | null> {
  const python = ["python3", "/usr/bin/python3", "python"].find(
    (command) => spawnSync(command, ["-c", "import sklearn"], { stdio: "ignore" }).status === 0,
  );
  if (python === undefined) return null;
  const child = spawn(python, [join(import.meta.dirname, "forest.py")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value));
  const { python: version, sklearn } = versionSchema.parse(await next());
  return {
    version: `scikit-learn ${sklearn}, Python ${version}`,
    async milliseconds(job) {
      child.stdin.write(`${JSON.stringify(job)}\n`);
      return answerSchema.parse(await next()).ms;
    },
    end: () => child.stdin.end(),
  };
}
