/**
 * The pipeline engine, with the editor's own binary as the program that runs stages. Its code is loaded at the first
 * use: the editor starts sooner.
 */
import { join } from "node:path";
import * as vscode from "vscode";
import type { Engine, RunOptions } from "#pipeline/engine.ts";

export function createEditorEngine({ extensionPath, extension }: vscode.ExtensionContext): Engine {
  let loading: Promise<Engine> | null = null;
  const load = async (): Promise<Engine> => {
    const [{ createEngine }, { chosenPython }] = await Promise.all([
      import("#pipeline/engine.ts"),
      import("./python.ts"),
    ]);
    return createEngine({
      batonFolder: join(extensionPath, "dist", "bin"),
      nodePath: process.execPath,
      runnerPath: join(extensionPath, "dist", "runner.js"),
      md5WorkerPath: join(extensionPath, "dist", "md5Worker.js"),
      python: chosenPython,
      version: String(extension.packageJSON.version),
    });
  };
  const engine = (): Promise<Engine> => {
    loading ??= load();
    return loading;
  };
  return {
    async *run(workspace: string, options: RunOptions) {
      yield* (await engine()).run(workspace, { ...parallelStages(workspace), ...options });
    },
    status: async (workspace) => await (await engine()).status(workspace),
    check: async (...asked) => await (await engine()).check(...asked),
    records: async (...asked) => await (await engine()).records(...asked),
    removable: async (...asked) => await (await engine()).removable(...asked),
    clean: async (...asked) => await (await engine()).clean(...asked),
    warm: () => void engine().then((loaded) => loaded.warm()),
    dispose: async () => await (await loading)?.dispose(),
  };
}

/** None of it where the setting leaves it to the engine. */
function parallelStages(workspace: string): Pick<RunOptions, "jobs"> {
  const folder = vscode.Uri.file(workspace);
  const jobs = vscode.workspace.getConfiguration("baton", folder).get("parallelStages", 0);
  return Number.isInteger(jobs) && jobs > 0 ? { jobs } : {};
}
