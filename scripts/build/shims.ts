/**
 * The `baton` command as pipelines call it: small scripts that start cli.js with the runtime that Baton runs on,
 * which may be the editor's own program and then needs to be told to act as Node.
 */
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { distFolder } from "./folders.ts";

const posix = `#!/bin/sh
# Runs Baton's command line: with BATON_NODE where an editor or a run says which program that is, else with node.
folder=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)
export ELECTRON_RUN_AS_NODE=1
exec "\${BATON_NODE:-node}" "$folder/cli.js" "$@"
`;

const windows = `@echo off
setlocal
set ELECTRON_RUN_AS_NODE=1
if not defined BATON_NODE set BATON_NODE=node
"%BATON_NODE%" "%~dp0..\\cli.js" %*
`;

export async function writeShims(): Promise<void> {
  const folder = join(distFolder, "bin");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "baton"), posix);
  await chmod(join(folder, "baton"), 0o755);
  await writeFile(join(folder, "baton.cmd"), windows.replaceAll("\n", "\r\n"));
}
