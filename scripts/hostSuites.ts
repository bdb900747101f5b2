/** Builds the suites of test/vscode/host into one file that an extension host can load. */
import { resolve } from "node:path";
import { build } from "esbuild";

const project = resolve(import.meta.dirname, "..");

/** Gives the file's absolute path. */
export async function buildHostSuites(): Promise<string> {
  const outfile = resolve(project, "dist", "test", "vscode", "index.cjs");
  await build({
    absWorkingDir: project,
    entryPoints: ["test/vscode/host/index.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
  return outfile;
}
