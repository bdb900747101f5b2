/**
 * `npm start` after the set-up, on the pinned Node: build, make a workshop, run it, open it. Each step can be ended
 * with Ctrl+C; the workshop stays.
 */
import { fileURLToPath } from "node:url";
import { packageExtension } from "../package.ts";
import { step } from "../setup.mjs";
import { openInBrowser } from "./browser.ts";
import { desktopCode, openInDesktop } from "./desktop.ts";
import { parseOptions, type StartOptions } from "./options.mjs";
import { runProgram } from "./program.ts";
import { prepareWorkshop, runPipeline } from "./workshop.ts";

const buildScript = fileURLToPath(new URL("../build.ts", import.meta.url));

async function build(signal: AbortSignal): Promise<void> {
  const { code, output } = await runProgram(process.execPath, [buildScript], { output: "collect", signal });
  if (code !== 0) throw new Error(`The build failed:\n${output.trim()}`);
}

async function openEditor(folder: string, port: number | undefined, signal: AbortSignal): Promise<void> {
  const vsix = await step("Packing the extension", packageExtension);
  signal.throwIfAborted();
  const code = await desktopCode();
  if (code !== null && (await openInDesktop(code, vsix, folder, signal))) {
    console.log(`Opened in VS Code: ${folder}`);
    return;
  }
  await openInBrowser({ vsix, folder, port, signal });
}

async function start(options: StartOptions, signal: AbortSignal): Promise<void> {
  await step("Building", () => build(signal));
  const folder = await prepareWorkshop(options, signal);
  try {
    await runPipeline(folder, signal);
    if (options.editor) await openEditor(folder, options.port, signal);
  } finally {
    console.log(`\nThe workshop is in ${folder}\nGo on with it: npm start -- ${folder}`);
  }
}

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stop.abort());

try {
  await start(parseOptions(process.argv.slice(2)), stop.signal);
} catch (error) {
  process.exitCode = stop.signal.aborted ? 130 : 1;
  if (!stop.signal.aborted) console.error(error instanceof Error ? error.message : error);
}
