/**
 * What others wrote, for a place where the editor takes Markdown alone: it looks as written, line by line, and nothing
 * in it formats, links or draws.
 */
import * as vscode from "vscode";
import { plainText } from "./plainText.ts";

/** All of it may follow a backslash, which makes it stand for itself; that ends addresses, too. */
const punctuation = /[!-/:-@[-`{-~]/g;
const indentation = /^ +/;

/** Blanks at the beginning of a line would make code of it. */
function plainLine(line: string): string {
  if (line.trim() === "") return "";
  const indent = indentation.exec(line)?.[0].length ?? 0;
  return "\u00a0".repeat(indent) + plainText(line, line.length).replaceAll(punctuation, "\\$&");
}

export function plainMarkdown(text: string): vscode.MarkdownString {
  const lines = text.replaceAll("\t", "    ").split("\n").map(plainLine);
  // A backslash at a line's end keeps the break; before an empty line there is one anyway.
  const joined = lines.reduce((above, line) =>
    line === "" || above.endsWith("\n") || above === "" ? `${above}\n${line}` : `${above}\\\n${line}`,
  );
  return new vscode.MarkdownString(joined);
}
