/** The message prepared for the one commit that a work branch becomes: the turns, the suggestions, everybody. */
import { oneLine } from "./git/redact.ts";
import type { WorkCommit } from "./history.ts";
import { type CoAuthor, coAuthorTrailer, distinctCoAuthors, type Suggestion } from "./message.ts";

export interface SuggestionEffect {
  readonly id: string;
  /** What it changed, such as "mae 1.52 → 1.47". */
  readonly effect: string;
}

/** Says which work a commit holds, whatever became of it on the way. */
export const workTrailer = "Baton-Work";

export interface Finished {
  readonly commits: readonly WorkCommit[];
  readonly effects: readonly SuggestionEffect[];
  /** The work branch's last commit. */
  readonly tip: string;
  readonly base: string;
  /** The address of whoever will commit, and so needs no line. */
  readonly author: string | null;
}

function turnLine({ subject, author }: WorkCommit): string {
  const [, turn, driver] = /^baton: (?:turn (\d+), )?(.*)$/s.exec(subject) ?? [];
  if (driver === undefined) return `- ${oneLine(author.name)}: ${oneLine(subject)}`;
  return turn === undefined ? `- ${oneLine(driver)}` : `- turn ${turn}: ${oneLine(driver)}`;
}

function distinctSuggestions(commits: readonly WorkCommit[]): Suggestion[] {
  const byId = new Map(
    commits.flatMap(({ suggestions }) => suggestions.map((one) => [one.id, one] as const)),
  );
  return [...byId.values()];
}

function suggestionLine({ id, title }: Suggestion, effects: readonly SuggestionEffect[]): string {
  const effect = oneLine(effects.find((one) => one.id === id)?.effect ?? "");
  return `- ${oneLine(title === "" ? id : title)}${effect === "" ? "" : ` (${effect})`}`;
}

function people(commits: readonly WorkCommit[]): CoAuthor[] {
  return commits.flatMap(({ author, coAuthors }) => [author, ...coAuthors]);
}

function paragraph(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [[title, ...lines].join("\n")];
}

/** For a person to edit: the first line is a suggestion, the trailers are for git. */
export function finishMessage({ commits, effects, tip, base, author }: Finished): string {
  const suggestions = distinctSuggestions(commits);
  const [first] = suggestions;
  // A leading # would be a comment to git.
  const title = oneLine(first?.title ?? "", 72).replace(/^[#\s]+/, "");
  const subject = title === "" ? `Work on ${base} together` : title;
  const coAuthors = distinctCoAuthors(people(commits), author === null ? [] : [author]);
  const paragraphs = [
    subject,
    ...paragraph("Turns:", commits.map(turnLine)),
    ...paragraph(
      "Suggestions:",
      suggestions.map((one) => suggestionLine(one, effects)),
    ),
    [`${workTrailer}: ${tip}`, ...coAuthors.map(coAuthorTrailer)].join("\n"),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}
