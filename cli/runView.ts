/** A run as a person follows it in a terminal: each stage with its verdict and time, and what it prints. */
import { describeProblem } from "#protocol/describe.ts";
import type { RunEvent, StageVerdict } from "#protocol/run.ts";
import { formatDuration, type Style, type Terminal } from "./terminal.ts";

const verdictStyles: Readonly<Record<StageVerdict, Style>> = {
  ran: "green",
  restored: "green",
  cached: "dim",
  skipped: "dim",
  failed: "red",
  cancelled: "yellow",
};

/** Verdicts of stages in which nothing was executed need no time. */
const timed: ReadonlySet<StageVerdict> = new Set(["ran", "restored", "failed", "cancelled"]);

/** Call it with each event in turn. */
export function createRunView(terminal: Terminal): (event: RunEvent) => void {
  let width = 0;
  const running = new Set<string>();

  function output({ stage, line }: Extract<RunEvent, { type: "output" }>): void {
    // Where several stages print at once, each line says whose it is.
    const prefix = running.size > 1 ? `${stage} | ` : "  ";
    terminal.line(`${terminal.style("dim", prefix)}${terminal.foreign(line)}`);
  }

  function finished(event: Extract<RunEvent, { type: "stageFinished" }>): void {
    running.delete(event.stage);
    const time = timed.has(event.verdict) ? `  ${formatDuration(event.ms)}` : "";
    const verdict = terminal.style(verdictStyles[event.verdict], event.verdict);
    terminal.line(`${event.stage.padEnd(width)}  ${verdict}${time}`);
    if (event.problem !== null) terminal.line(terminal.style("red", describeProblem(event.problem)));
  }

  return (event) => {
    switch (event.type) {
      case "runStarted":
        width = Math.max(...event.stages.map((stage) => stage.length), 0);
        return;
      case "waiting":
        return terminal.line(event.message);
      case "warned":
        for (const problem of event.problems)
          terminal.line(terminal.style("yellow", describeProblem(problem)));
        return;
      case "stageStarted":
        running.add(event.stage);
        return terminal.line(`${event.stage.padEnd(width)}  ${terminal.style("dim", event.command)}`);
      case "output":
        return output(event);
      case "stageFinished":
        return finished(event);
      case "metricsRead":
      case "runRefused":
        for (const problem of event.problems) terminal.line(terminal.style("red", describeProblem(problem)));
        return;
      case "runFinished":
        return;
    }
  };
}
