/** `baton run [--json] [--jobs N] [stage...]`: runs the pipeline of the current folder. */
import { parseArgs } from "node:util";
import type { RunOptions } from "#pipeline/engine.ts";
import { readRunRecords } from "#pipeline/records.ts";
import { userName } from "#pipeline/userName.ts";
import type { RunEvent, RunRecord } from "#protocol/run.ts";
import { cancelOnInterrupt } from "../interrupt.ts";
import { metricsTable } from "../metricsTable.ts";
import { openEngine } from "../openEngine.ts";
import { addToReport, emptyReport, exitCodeOf, type RunReport, reportJson } from "../runReport.ts";
import { createRunView } from "../runView.ts";
import { roomOn, type Terminal, terminalOn } from "../terminal.ts";
import { UsageError } from "../usage.ts";

/** Records that are searched for a metric's value before this run. */
const recordsSearched = 20;

async function follow(
  workspace: string,
  asked: Pick<RunOptions, "stages" | "jobs" | "signal">,
  view: (event: RunEvent) => void,
): Promise<RunReport> {
  const report = emptyReport();
  const engine = openEngine();
  engine.warm();
  try {
    const trigger = { who: await userName(workspace), why: "terminal", note: null } as const;
    for await (const event of engine.run(workspace, { ...asked, trigger })) {
      addToReport(report, event);
      view(event);
      await Promise.all([roomOn(process.stdout), roomOn(process.stderr)]);
    }
  } finally {
    await engine.dispose();
  }
  return report;
}

/** Newest first. A run that found nothing changed is told by an older record: only what is older counts. */
async function recordsBefore(workspace: string, run: string | null): Promise<RunRecord[]> {
  const records = await readRunRecords(workspace, recordsSearched);
  return records.slice(records.findIndex(({ id }) => id === run) + 1);
}

async function showMetrics(workspace: string, report: RunReport, terminal: Terminal): Promise<void> {
  const lines = metricsTable(report.metrics, await recordsBefore(workspace, report.run));
  for (const line of lines.length === 0 ? [] : ["", ...lines]) terminal.line(line);
}

function jobsOf(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UsageError("--jobs takes a whole number from 1 on");
  return Number(text);
}

/** Gives the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: "boolean" }, jobs: { type: "string" } },
    allowPositionals: true,
  });
  const json = values.json ?? false;
  const workspace = process.cwd();
  const terminal = terminalOn(json ? process.stderr : process.stdout);
  const signal = cancelOnInterrupt(() =>
    terminalOn(process.stderr).line("Cancelling. Ctrl+C again to end at once."),
  );
  const asked = {
    signal,
    ...(positionals.length > 0 && { stages: positionals }),
    ...(values.jobs !== undefined && { jobs: jobsOf(values.jobs) }),
  };
  const report = await follow(workspace, asked, createRunView(terminal));
  if (json) terminalOn(process.stdout).line(JSON.stringify(reportJson(report)));
  else await showMetrics(workspace, report, terminal);
  return exitCodeOf(report);
}
