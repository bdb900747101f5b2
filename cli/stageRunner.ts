/**
 * The warm child: loads the toolkit, waits for its one job, and becomes the stage. The engine starts it and keeps
 * it ready. Idle, it ends by itself when the engine is gone; busy, the engine's guard ends it.
 */
import { setImmediate as turn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type * as Toolkit from "#ml/index.ts";
import { type FailedReport, type Job, jobSchema } from "#pipeline/runners/stageMessages.ts";
import { prepareModules, type Report } from "./execModule.ts";
import { compileTypescript } from "./modules/typescript.ts";
import { warmUp } from "./warmUp.ts";

/** The channel is ours, and neither visible to the stage nor a reason to stay alive. */
function takeChannel(): (message: object) => Promise<void> {
  const send = process.send?.bind(process);
  delete process.send;
  process.channel?.unref();
  return (message) => new Promise((done) => (send === undefined ? done() : send(message, () => done())));
}

function becomeStage({ cwd, env }: Job): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  for (const [name, value] of Object.entries(env)) process.env[name] = value;
  // Started from a stage, the editor's own program must go on being Node.
  if (process.versions["electron"] !== undefined) process.env["ELECTRON_RUN_AS_NODE"] = "1";
  process.chdir(cwd);
}

async function nextJob(): Promise<Job> {
  const message = await new Promise((resolve) => process.once("message", resolve));
  return jobSchema.parse(message);
}

function besideRunner(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** A toolkit that does not work is told by the stage that uses it. */
async function exercise(toolkit: typeof Toolkit, mayGoOn: () => boolean): Promise<void> {
  try {
    const files = { sample: besideRunner("./warm.csv"), workshop: besideRunner("./workshop") };
    for await (const _ of warmUp(toolkit, files)) {
      await turn();
      if (!mayGoOn()) return;
    }
  } catch {
    // Colder, and just as right.
  }
}

let hasJob = false;
const waiting = nextJob().finally(() => {
  hasJob = true;
});
process.once("disconnect", () => process.exit(1));
const toolkit = new URL("./toolkit.js", import.meta.url).href;
// A toolkit that does not load is told by the stage that imports it.
const loaded: typeof Toolkit | undefined = await import(toolkit).catch(() => undefined);
// The compiler's first file is its slowest.
compileTypescript("warm.ts", "export const warm: number = 1;\n");
const modules = prepareModules(toolkit);
if (loaded !== undefined) await exercise(loaded, () => !hasJob);

const job = await waiting;
const send = takeChannel();
await send({ type: "started" });
becomeStage(job);
const report: Report = ({ message, place }) => {
  const { file, line, column } = place ?? { file: null, line: null, column: null };
  const failed: FailedReport = { type: "failed", message, file, line, column };
  return send(failed);
};
await modules.execute(job.file, job.args, report);
