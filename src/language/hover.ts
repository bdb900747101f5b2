/** Hover in `dvc.yaml`: what a key is for, what a parameter is now, how a stage is and why. */
import * as vscode from "vscode";
import { describeReason } from "#protocol/describe.ts";
import type { StageStatus } from "#protocol/status.ts";
import { plainMarkdown } from "../base/plainMarkdown.ts";
import { parameterCandidates, stageFolder } from "./candidates.ts";
import { cursorAt } from "./cursor.ts";
import { subjectOf } from "./subject.ts";

export interface HoverSources {
  readonly workspace: string;
  readonly stages: readonly StageStatus[];
}

export async function hoverAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  sources: HoverSources,
): Promise<vscode.Hover | null> {
  const range = document.getWordRangeAtPosition(position, /[\p{L}\p{N}_.-]+/u);
  if (range === undefined) return null;
  const words = await explained(document.getText(), range.end, document.getText(range), sources);
  return words === null ? null : new vscode.Hover(plainMarkdown(words), range);
}

async function explained(
  text: string,
  end: vscode.Position,
  word: string,
  { workspace, stages }: HoverSources,
): Promise<string | null> {
  const subject = subjectOf(cursorAt(text, end.line, end.character));
  switch (subject.type) {
    case "keys":
      return subject.keys.find(({ name }) => name === word)?.explanation ?? null;
    case "stageName":
      return stageWords(stages.filter(({ name }) => name === word || name.startsWith(`${word}@`)));
    case "parameter": {
      const folder = stageFolder(text, subject.stage);
      const parameters = await parameterCandidates(workspace, folder, subject.file ?? "params.yaml");
      const value = parameters.find(({ key }) => key === word)?.value;
      return value === undefined ? null : `${word}: ${value}`;
    }
    default:
      return null;
  }
}

function stageWords(stages: readonly StageStatus[]): string | null {
  const lines = stages.flatMap(({ name, state, reasons }) => [
    `${name}: ${stateWords(state)}`,
    ...reasons.map((reason) => `  ${describeReason(reason)}`),
  ]);
  return lines.length === 0 ? null : lines.join("\n");
}

function stateWords(state: StageStatus["state"]): string {
  switch (state) {
    case "fresh":
      return vscode.l10n.t("up to date");
    case "stale":
      return vscode.l10n.t("stale");
    case "frozen":
      return vscode.l10n.t("frozen");
  }
}
