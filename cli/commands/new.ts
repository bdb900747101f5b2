/** `baton new FOLDER [--data FILE]`: writes the sample workshop into a new folder. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { newWorkshop } from "#scaffold/newWorkshop.ts";
import { ScaffoldError } from "#scaffold/scaffoldError.ts";
import { besideCommand } from "../product.ts";
import { terminalOn } from "../terminal.ts";
import { UsageError } from "../usage.ts";

/** Gives the exit code. */
export async function newProject(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { data: { type: "string" } },
    allowPositionals: true,
  });
  const [folder, ...rest] = positionals;
  if (folder === undefined || rest.length > 0) throw new UsageError("baton new takes one folder");
  try {
    const made = await newWorkshop({
      folder: resolve(folder),
      template: besideCommand("./workshop"),
      typesFile: besideCommand("./baton.d.ts"),
      ...(values.data === undefined ? {} : { data: resolve(values.data) }),
    });
    const terminal = terminalOn(process.stdout);
    for (const line of [`${made.folder}: ${made.source}`, ...made.notes]) terminal.line(line);
    return 0;
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    terminalOn(process.stderr).line(`baton new: ${error.message}`);
    return 2;
  }
}
