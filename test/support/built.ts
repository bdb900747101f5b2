/** The built product for tests that use it as people do. Built once; later callers find it up to date. */
import { join } from "node:path";
import { build } from "../../scripts/build.ts";

export interface BuiltProduct {
  readonly dist: string;
  /** dist/cli.js. */
  readonly command: string;
  readonly runnerPath: string;
  readonly batonFolder: string;
}

let once: Promise<void> | null = null;

export async function builtProduct(): Promise<BuiltProduct> {
  once ??= build();
  await once;
  const dist = join(import.meta.dirname, "..", "..", "dist");
  return {
    dist,
    command: join(dist, "cli.js"),
    runnerPath: join(dist, "runner.js"),
    batonFolder: join(dist, "bin"),
  };
}
