/**
 * `npm start` after the set-up, on the pinned Node: build, make a workshop, run it, open it. Each step can be ended
 * with Ctrl+C; the workshop stays.
 */
import { fileURLToPath } from "node:url";
import { step } from "../setup.mjs";
import { openInBrowser } from "./browser.ts";
import { desktopCode, openInDesktop } from "./desktop.ts";
import { parseOptions, type StartOptions } from "./options.mjs";
import { runProgram } from "./program.ts";
import { prepareWorkshop, runPipeline } from "./workshop.ts";

function script(name: string): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}

async function build(signal: AbortSignal): Promise<void> {
  const { code, output } = await runProgram(process.execPath, [script("build.ts")], {
    output: "collect",
    signal,
    // The compiler is deaf while it works.
    graceMilliseconds: 500,
  });
  if (code !== 0) throw new Error(`The build failed:\n${output.trim()}`);
}

/** Gives the package's path, which the script prints last. In a process of its own it can be ended, and is quiet. */
async function packageExtension(signal: AbortSignal): Promise<string> {
  const { code, output } = await runProgram(process.execPath, [script("package.ts")], {
    output: "collect",
    signal,
  });
  const last = output.trim().split("\n").at(-1);
  if (code !== 0 || last === undefined) throw new Error(`The extension was not packed:\n${output.trim()}`);
  return last;
}

async function openEditor(folder: string, port: number | undefined, signal: AbortSignal): Promise<void> {
  const vsix = await step("Packing the extension", () => packageExtension(signal));
  const code = await desktopCode();
  if (code !== null && (await openInDesktop(code, vsix, folder, signal))) {
    console.log(`Opened in VS Code: ${folder}`);
    return;
  }
  await openInBrowser({ vsix, folder, port, signal });
}

/** A pipeline that fails is a reason to open the editor, not to leave. */
async function runAndOpen(folder: string, options: StartOptions, signal: AbortSignal): Promise<void> {
  const ran = await runPipeline(folder, signal);
  if (options.editor) await openEditor(folder, options.port, signal);
  else if (!ran) process.exitCode = 1;
}

/** Prints where the workshop is last of all, whatever happened to it. */
async function start(options: StartOptions, signal: AbortSignal): Promise<void> {
  await step("Building", () => build(signal));
  const folder = await prepareWorkshop(options, signal);
  try {
    await runAndOpen(folder, options, signal);
  } catch (error) {
    tell(error, signal);
  }
  console.log(`\nThe workshop is in ${folder}\nGo on with it: npm start -- ${folder}`);
}

/** Ctrl+C is no error, and needs no words. */
function tell(error: unknown, signal: AbortSignal): void {
  process.exitCode = signal.aborted ? 130 : 1;
  if (!signal.aborted) console.error(error instanceof Error ? error.message : error);
}

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stop.abort());

try {
  await start(parseOptions(process.argv.slice(2)), stop.signal);
} catch (error) {
  tell(error, stop.signal);
}
