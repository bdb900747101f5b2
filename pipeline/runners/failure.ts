/** Says what went wrong with a command: one sentence to act on, and the place in the team's own source. */
import { constants } from "node:os";
import { type Problem, problem } from "#protocol/problem.ts";
import type { ChildEnd } from "./followChild.ts";
import { pathInWorkspace, placeInErrorOutput } from "./sourcePlace.ts";
import type { FailedReport } from "./stageMessages.ts";

export interface FailedCommand {
  readonly stage: string;
  readonly line: string;
  readonly cwd: string;
  readonly workspace: string;
}

/** Lines at the end of the error output that are searched for causes. */
export const errorLinesKept = 400;

const notFound = [
  /(?:^|: )(?:line )?\d+: ([^:]+): (?:not found|command not found)$/,
  /(?:^|: )([^:\s]+): (?:command )?not found$/,
  /^'([^']+)' is not recognized as an internal or external command/,
];

/** The program that the shell looked for; null when that isn't what went wrong. */
function missingProgram(code: number, lines: readonly string[], platform: NodeJS.Platform): string | null {
  const codes = platform === "win32" ? [1, 9009] : [127];
  if (!codes.includes(code)) return null;
  for (const line of lines.toReversed()) {
    const name = notFound.map((pattern) => pattern.exec(line)?.[1]).find((found) => found !== undefined);
    if (name !== undefined) return name;
  }
  return null;
}

function signalName(number: number): string | null {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? null;
}

function signalled(signal: string): string {
  const hint = signal === "SIGKILL" ? "; the system may have run out of memory" : "";
  return `was ended by ${signal}${hint}`;
}

/** The shell answers 128 + number when its command was ended by a signal. */
function howItEnded(end: ChildEnd, platform: NodeJS.Platform): string {
  switch (end.type) {
    case "signalled":
      return signalled(end.signal);
    case "exited": {
      const signal = platform !== "win32" && end.code > 128 ? signalName(end.code - 128) : null;
      return signal === null ? `ended with exit code ${end.code}` : signalled(signal);
    }
    case "unstarted":
      return `could not be started: ${end.error.message}`;
    case "cancelled":
      return "was cancelled";
  }
}

/** What the program itself said last, cut to a readable length. */
function lastWords(lines: readonly string[]): string {
  if (lines.some((line) => line.includes("JavaScript heap out of memory"))) return ": it ran out of memory";
  const errors = lines.filter((line) => /^(?:[\w.]+\.)?\w*(?:Error|Exception|Interrupt)\b/.test(line));
  const said = (errors.at(-1) ?? lines.findLast((line) => line.trim() !== ""))?.trim() ?? "";
  return said === "" ? "" : `: ${said.length > 300 ? `${said.slice(0, 300)}…` : said}`;
}

/** The failure of a command that a shell ran. `errors`: the end of its error output. */
export function commandFailure(
  command: FailedCommand,
  end: ChildEnd,
  errors: readonly string[],
  platform: NodeJS.Platform = process.platform,
): Problem {
  const { stage, line, workspace, cwd } = command;
  const missing = end.type === "exited" ? missingProgram(end.code, errors, platform) : null;
  if (missing !== null) {
    const message = `stage '${stage}': the program '${missing}' was not found; install it, or put its folder on the PATH`;
    return problem("command-failed", message, { stage });
  }
  const place = placeInErrorOutput(errors, workspace, cwd);
  const message = `stage '${stage}' failed: \`${line}\` ${howItEnded(end, platform)}${lastWords(errors)}`;
  return problem("command-failed", message, { stage, ...place });
}

/** The failure of a module, as the child that executed it tells it. */
export function moduleFailure(command: FailedCommand, report: FailedReport): Problem {
  const { stage, workspace } = command;
  const path = report.file === null ? null : pathInWorkspace(report.file, workspace);
  const place = path === null ? {} : { path, line: report.line, column: report.column };
  return problem("command-failed", `stage '${stage}' failed: ${report.message}`, { stage, ...place });
}

/** `name` is the program as the command calls it. */
export function missingInterpreter(stage: string, name: string, hasPython3: boolean): Problem {
  const instead =
    hasPython3 && name === "python"
      ? "There is a 'python3': write that in 'cmd', or make an environment in this folder with `python3 -m venv .venv`"
      : "Choose an interpreter in the Python extension, make an environment in this folder (.venv), or install Python";
  const message = `stage '${stage}' calls '${name}', which is not there. ${instead}.`;
  return problem("missing-python", message, { stage });
}

export function missingFolder({ stage }: FailedCommand, folder: string): Problem {
  return problem("command-failed", `stage '${stage}': its working directory '${folder}' does not exist`, {
    stage,
  });
}
