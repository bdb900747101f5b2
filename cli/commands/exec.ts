/** `baton exec FILE [arguments]`: executes a stage's module in this process. */
import { prepareModules } from "../execModule.ts";
import { UsageError } from "../usage.ts";

/** The module's own exit code counts; what it leaves running, it leaves running. */
export async function exec(args: readonly string[]): Promise<void> {
  const [file, ...rest] = args;
  if (file === undefined || file.startsWith("-")) throw new UsageError("baton exec takes a file");
  const modules = prepareModules(new URL("./toolkit.js", import.meta.url).href);
  await modules.execute(file, rest, async () => undefined);
}
