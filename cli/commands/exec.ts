/** `baton exec FILE [arguments]`: executes a stage's module in this process. */
import { prepareModules } from "../execModule.ts";

export async function exec(args: readonly string[]): Promise<void> {
  const [file, ...rest] = args;
  if (file === undefined) {
    process.stderr.write("baton exec: which file? Usage: baton exec FILE [arguments]\n");
    process.exitCode = 2;
    return;
  }
  const modules = prepareModules(new URL("./toolkit.js", import.meta.url).href);
  await modules.execute(file, rest, async () => undefined);
}
