/**
 * Executes a stage's module as if it were the program: `baton exec`, and the warm child's only job.
 * The process belongs to the module from here on, and ends when its event loop has nothing left to do.
 */
import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type ExplainContext, explainError, type StageFailure } from "./modules/explainError.ts";
import { registerModuleHooks } from "./modules/moduleHooks.ts";
import { PlacedError } from "./modules/placedError.ts";

/** Tells of a failure before the process ends. */
export type Report = (failure: StageFailure) => Promise<void>;

export interface ModuleHost {
  /** `file` is relative to the working directory. Never throws: a failure is reported and ends the process. */
  execute(file: string, args: readonly string[], report: Report): Promise<void>;
}

/** Calls may go deep into the toolkit before one fails; the team's own must still be on the stack. */
const stackDepth = 50;

/** What was printed is on its way as soon as the stream has taken it. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((done) => stream.write("", () => done()));
}

/**
 * A module may print and exit at once: what it printed must not wait in this process. There is no public way to
 * say so of a pipe; without this one, only an abrupt exit loses output.
 */
function writeAtOnce(stream: NodeJS.WriteStream): void {
  const handle: unknown = Reflect.get(stream, "_handle");
  if (typeof handle !== "object" || handle === null || !("setBlocking" in handle)) return;
  if (typeof handle.setBlocking === "function") handle.setBlocking(true);
}

function failOnce(context: ExplainContext, report: Report): (error: unknown) => Promise<void> {
  let failed = false;
  return async (error) => {
    if (failed) return;
    failed = true;
    const failure = explainError(error, context);
    process.stderr.write(`${failure.stack}\n`);
    await Promise.all([report(failure), flushed(process.stdout), flushed(process.stderr)]);
    process.exit(1);
  };
}

/** Handlers that the module itself registers take over, as in plain Node. */
function onUncaught(
  event: "uncaughtException" | "unhandledRejection",
  fail: (error: unknown) => Promise<void>,
): void {
  process.on(event, (error: unknown) => {
    if (process.listenerCount(event) === 1) void fail(error);
  });
}

function existing(file: string): string {
  const path = resolve(file);
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  throw new PlacedError("Error", `There is no file '${file}' in ${process.cwd()}`, null);
}

/** `toolkit`: the URL of what `"baton"` resolves to. Once a process. */
export function prepareModules(toolkit: string): ModuleHost {
  const loaded = registerModuleHooks(toolkit);
  const context = { loaded, ownFolder: dirname(fileURLToPath(toolkit)) };
  Error.stackTraceLimit = stackDepth;
  return {
    async execute(file, args, report) {
      writeAtOnce(process.stdout);
      writeAtOnce(process.stderr);
      const fail = failOnce(context, report);
      onUncaught("uncaughtException", fail);
      onUncaught("unhandledRejection", fail);
      const stuck = (): void => {
        void fail(
          new PlacedError("Error", `${file} waits at its top level for something that never comes`, null),
        );
      };
      process.once("beforeExit", stuck);
      try {
        const path = existing(file);
        process.argv = [process.execPath, path, ...args];
        await import(pathToFileURL(path).href);
        process.off("beforeExit", stuck);
      } catch (error) {
        process.off("beforeExit", stuck);
        await fail(error);
      }
    },
  };
}
