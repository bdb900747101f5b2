/** Asks for a text of the person's own on one line: a line break stands there as a sign, and comes back as one. */
import * as vscode from "vscode";
import { askText } from "../base/steps.ts";

const lineBreak = "⏎";

export interface WordsQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly longest: number;
  readonly value?: string;
}

/** What is wrong with a text; null where nothing is. */
export function whyTooLong(text: string, longest: number): string | null {
  return text.length > longest ? vscode.l10n.t("At most {0} characters, please.", longest) : null;
}

/** Null where the person gave up. */
export async function askWords({
  title,
  prompt,
  longest,
  value = "",
}: WordsQuestion): Promise<string | null> {
  const answer = await askText(
    { title, step: 1, totalSteps: 1 },
    {
      prompt: value.includes("\n") ? vscode.l10n.t("{0} {1} is a line break.", prompt, lineBreak) : prompt,
      value: value.replaceAll("\n", lineBreak),
      validate: (text) => whyTooLong(text, longest),
    },
  );
  if (answer === undefined || answer === "back") return null;
  return value.includes("\n") ? answer.value.replaceAll(lineBreak, "\n") : answer.value;
}
