/** `baton status [--json]`: which stages would run, and why. */
import { parseArgs } from "node:util";
import { describeProblem, describeReason } from "#protocol/describe.ts";
import type { ProjectStatus, StageStatus } from "#protocol/status.ts";
import { openEngine } from "../openEngine.ts";
import { alignColumns, terminalOn } from "../terminal.ts";

async function readStatus(): Promise<ProjectStatus> {
  const engine = openEngine();
  try {
    return await engine.status(process.cwd());
  } finally {
    await engine.dispose();
  }
}

function rowsOf({ name, state, reasons }: StageStatus): string[][] {
  const [first = "", ...more] = reasons.map(describeReason);
  return [[name, state, first], ...more.map((reason) => ["", "", reason])];
}

/** Gives the exit code. */
export async function status(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean" } } });
  const found = await readStatus();
  const terminal = terminalOn(process.stdout);
  if (values.json) terminal.line(JSON.stringify(found));
  else if (found.state === "ready") {
    for (const line of alignColumns(found.stages.flatMap(rowsOf))) terminal.line(line);
  }
  const told = found.state === "ready" ? found.warnings : found.problems;
  for (const problem of values.json ? [] : told) terminalOn(process.stderr).line(describeProblem(problem));
  return found.state === "ready" ? 0 : 2;
}
