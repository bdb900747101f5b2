/** `baton runs list|show|compare|export`: the runs of the current folder, as their records tell them. */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readRunRecords } from "#pipeline/records.ts";
import { compareRuns } from "#pipeline/runs/compareRuns.ts";
import { runsCsv } from "#pipeline/runs/runsCsv.ts";
import type { RunRecord } from "#protocol/run.ts";
import { comparisonLines, listLines, showLines } from "../runs/runLines.ts";
import { terminalOn } from "../terminal.ts";
import { UsageError } from "../usage.ts";

interface Asked {
  readonly names: readonly string[];
  readonly json: boolean;
  readonly limit: number;
}

const listed = 50;

type Subcommand = (asked: Asked) => Promise<void>;

const subcommands = new Map<string, Subcommand>([
  ["list", list],
  ["show", show],
  ["compare", compare],
  ["export", exportCsv],
]);

/** Gives the exit code. */
export async function runs([name = "", ...args]: readonly string[]): Promise<number> {
  const subcommand = subcommands.get(name);
  if (subcommand === undefined) throw new UsageError(`runs: one of ${[...subcommands.keys()].join(", ")}`);
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: "boolean" }, limit: { type: "string" } },
    allowPositionals: true,
  });
  await subcommand({ names: positionals, json: values.json ?? false, limit: limitOf(values.limit) });
  return 0;
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return listed;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new UsageError("--limit takes a whole number from 1 on");
  return Number(text);
}

function print(asked: Asked, value: unknown, lines: () => readonly string[]): void {
  const terminal = terminalOn(process.stdout);
  if (asked.json) terminal.line(JSON.stringify(value));
  else for (const line of lines()) terminal.line(terminal.foreign(line));
}

async function list(asked: Asked): Promise<void> {
  if (asked.names.length > 0) throw new UsageError("runs list takes no runs");
  const records = await readRunRecords(process.cwd(), asked.limit);
  print(asked, records, () => (records.length === 0 ? ["no runs yet"] : listLines(records)));
}

async function show(asked: Asked): Promise<void> {
  const [name, ...more] = asked.names;
  if (name === undefined || more.length > 0) throw new UsageError("runs show takes one run: its number");
  const records = await readRunRecords(process.cwd());
  const record = find(records, name);
  print(asked, record, () => showLines(record, records.slice(records.indexOf(record) + 1)));
}

async function compare(asked: Asked): Promise<void> {
  const [first, second, ...more] = asked.names;
  if (first === undefined || second === undefined || more.length > 0) {
    throw new UsageError("runs compare takes two runs: their numbers");
  }
  const records = await readRunRecords(process.cwd());
  const [before, after] = [find(records, first), find(records, second)];
  const comparison = compareRuns(before, after);
  print(asked, comparison, () => comparisonLines(comparison, before, after));
}

async function exportCsv({ names }: Asked): Promise<void> {
  const [file, ...more] = names;
  if (file === undefined || more.length > 0) throw new UsageError("runs export takes a file to write");
  const records = await readRunRecords(process.cwd());
  await writeFile(file, runsCsv(records.toReversed()));
  terminalOn(process.stderr).line(`${records.length} runs written to ${file}`);
}

/** By number, of several the newest, or by name. */
function find(records: readonly RunRecord[], name: string): RunRecord {
  const found = records.find(({ id, number }) => id === name || String(number) === name);
  if (found === undefined) throw new UsageError(`there is no run ${name} in this folder`);
  return found;
}
