/** The "Baton" output channel: every run's output as it comes, each line under its stage's name. */
import * as vscode from "vscode";
import { describeProblem } from "#protocol/describe.ts";
import type { RunEvent } from "#protocol/run.ts";
import { formatDuration } from "./words.ts";

export class OutputLog implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel("Baton");

  show(): void {
    this.#channel.show(true);
  }

  /** What is not an event of a run: an import, a download, a fault of our own. */
  note(line: string): void {
    this.#channel.appendLine(line);
  }

  write(event: RunEvent): void {
    const line = lineOf(event);
    if (line !== null) this.#channel.appendLine(line);
  }

  dispose(): void {
    this.#channel.dispose();
  }
}

function lineOf(event: RunEvent): string | null {
  switch (event.type) {
    case "runStarted":
      return vscode.l10n.t("── {0}, {1}", event.trigger.who, new Date(event.startedAt).toLocaleTimeString());
    case "waiting":
      return event.message;
    case "stageStarted":
      return `[${event.stage}] $ ${event.command}`;
    case "output":
      return `[${event.stage}] ${event.line}`;
    case "stageFinished": {
      const end = `[${event.stage}] ${event.verdict}, ${formatDuration(event.ms)}`;
      return event.problem === null ? end : `${end}\n${describeProblem(event.problem)}`;
    }
    case "metricsRead":
      return event.problems.length === 0 ? null : event.problems.map(describeProblem).join("\n");
    case "runFinished":
      return vscode.l10n.t("── run {0}: {1}, {2}", event.number, event.outcome, formatDuration(event.ms));
    case "warned":
    case "runRefused":
      return event.problems.map(describeProblem).join("\n");
  }
}
