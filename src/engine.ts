/** The pipeline engine, with the editor's own binary as the program that runs stages. */
import { join } from "node:path";
import type { ExtensionContext } from "vscode";
import { createEngine, type Engine } from "#pipeline/engine.ts";

export function createEditorEngine({ extensionPath, extension }: ExtensionContext): Engine {
  const version: unknown = extension.packageJSON.version;
  return createEngine({
    batonFolder: join(extensionPath, "dist", "bin"),
    nodePath: process.execPath,
    runnerPath: join(extensionPath, "dist", "runner.js"),
    version: String(version),
  });
}
