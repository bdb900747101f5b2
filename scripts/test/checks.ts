/** Runs a static check of the whole project as one test: silent when it passes, its output when it fails. */
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { nothingRun, type Tally } from "./tally.ts";

export interface Check {
  readonly title: string;
  /** Name of an executable in node_modules/.bin. */
  readonly command: string;
  readonly args: readonly string[];
}

export async function runCheck({ title, command, args }: Check): Promise<Tally> {
  const started = performance.now();
  const executable = join("node_modules", ".bin", command);
  const path = [join(process.cwd(), "node_modules", ".bin"), process.env["PATH"]].join(delimiter);
  const child = spawn(executable, args, {
    env: { ...process.env, PATH: path },
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  const ended = new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? "✔" : "✖"} ${title} (${seconds} s)`);
  if (code === 0) return { ...nothingRun, passed: 1 };
  console.log(out + err);
  return { ...nothingRun, failed: 1 };
}
